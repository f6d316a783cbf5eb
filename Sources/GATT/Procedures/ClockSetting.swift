// A device's memory is worth what its clock is worth: how wrong it is is recorded, then it is set. Decides only.

package import Vitals

/// Reads a device's clock, says how far it is off, and sets it when that is more than `Limit.offsetMax` or it shows no time.
///
/// To be run on connecting, before records are fetched: `observed` then dates the records that the device measured with its clock as it
/// was. The right local time comes with the events, taken when they happened. A device may refuse the reason for the change, fractions or
/// the day of the week (error 0x80 "data field ignored", or an error of the value): the plain time is then written once more. Whatever
/// was written is read back. Source: Current Time Service 1.1, §3.1; GATT Specification Supplement, "Current Time".
package struct ClockSetting: ~Copyable {
    package enum Action: Hashable, Sendable {
        case read
        /// With response.
        case write([UInt8])
        /// Call `timer` then, if nothing else happens before.
        case waitUntil(Instant)
        /// How far the device's clock is ahead of the right time, before it is set; `nil`: it shows no time.
        case observed(Duration?)
        case finished(Outcome)
    }

    package enum Outcome: Hashable, Sendable {
        case alreadyRight
        /// And read back: this much is left.
        case set(left: Duration)
        /// The device took the time and shows another.
        case notSet(left: Duration?)
        /// The clock cannot be read, or not be set.
        case refused(ATTError)
        /// The value has another form than the specification's.
        case notUnderstood
        case silence
        /// The caller knows no right time.
        case noRightTime
    }

    package enum Limit {
        /// A second of resolution, and another for the way.
        package static let offsetMax = Duration.seconds(2)
        /// The transaction time-out of the Attribute Protocol.
        package static let silenceMax = Duration.seconds(30)
    }

    private enum AdjustReason {
        static let none: UInt8 = 0
        static let externalReference: UInt8 = 1 << 1
    }

    private enum State: Equatable {
        case idle
        case reading
        case writing(isPlain: Bool)
        case readingBack(isPlain: Bool, wasIncomplete: Bool)
    }

    private let characteristic: ClockCharacteristic
    private var state = State.idle
    private var deadline: Instant?

    package init(_ characteristic: ClockCharacteristic) {
        self.characteristic = characteristic
    }

    package mutating func started(at now: Instant) -> [Action] { go(.reading, .read, at: now) }

    /// The value was read; `right` is the local time at which it was.
    package mutating func value(_ bytes: [UInt8], right: ClockReading, at now: Instant) -> [Action] {
        switch state {
        case .idle, .writing: return []
        case .reading:
            guard let reading = characteristic.reading(bytes) else { return finish(.notUnderstood) }
            guard right.offset(from: right) != nil else { return finish(.noRightTime) }
            let offset = reading.offset(from: right)
            if let offset, Self.isRight(offset) { return [.observed(offset)] + finish(.alreadyRight) }
            return [.observed(offset)] + write(right, isPlain: false, at: now)
        case .readingBack(let isPlain, let wasIncomplete):
            guard let reading = characteristic.reading(bytes) else { return finish(.notUnderstood) }
            let left = reading.offset(from: right)
            if let left, Self.isRight(left) { return finish(.set(left: left)) }
            if wasIncomplete, !isPlain { return write(right, isPlain: true, at: now) }
            return finish(.notSet(left: left))
        }
    }

    package mutating func written(at now: Instant) -> [Action] {
        guard case .writing(let isPlain) = state else { return [] }
        return go(.readingBack(isPlain: isPlain, wasIncomplete: false), .read, at: now)
    }

    /// A read or a write was refused; `right` is the local time now.
    package mutating func refused(_ error: ATTError, right: ClockReading, at now: Instant) -> [Action] {
        switch (state, error) {
        case (.idle, _): return []
        case (.writing(let isPlain), .application80):
            // "Data field ignored": the device took the rest.
            return go(.readingBack(isPlain: isPlain, wasIncomplete: true), .read, at: now)
        case (.writing(isPlain: false), .invalidAttributeValueLength), (.writing(isPlain: false), .valueNotAllowed),
            (.writing(isPlain: false), .outOfRange):
            return write(right, isPlain: true, at: now)
        default: return finish(.refused(error))
        }
    }

    package mutating func timer(at now: Instant) -> [Action] {
        guard let deadline else { return [] }
        return deadline <= now ? finish(.silence) : [.waitUntil(deadline)]
    }

    package mutating func linkLost() {
        state = .idle
        deadline = nil
    }

    static func isRight(_ offset: Duration) -> Bool { offset <= Limit.offsetMax && offset >= .zero - Limit.offsetMax }

    private mutating func write(_ right: ClockReading, isPlain: Bool, at now: Instant) -> [Action] {
        guard right.offset(from: right) != nil else { return finish(.noRightTime) }
        let reading = isPlain ? ClockReading(time: right.time, dayOfWeek: 0, fractions256: 0) : right
        let reason = isPlain ? AdjustReason.none : AdjustReason.externalReference
        return go(.writing(isPlain: isPlain), .write(characteristic.bytes(reading, adjustReason: reason)), at: now)
    }

    private mutating func go(_ next: State, _ action: Action, at now: Instant) -> [Action] {
        state = next
        deadline = now + Limit.silenceMax
        return [action, .waitUntil(now + Limit.silenceMax)]
    }

    private mutating func finish(_ outcome: Outcome) -> [Action] {
        state = .idle
        deadline = nil
        return [.finished(outcome)]
    }
}
