// A device of the Device Time Service decides for itself whether it takes the time that is proposed to it. Decides only.

package import Vitals

/// Reads a device's clock, says how far its local time is off, and proposes the right time where that is more than
/// `ClockSetting.Limit.offsetMax`, where the clock has a fault, and where the device asks for it.
///
/// To be run on connecting, before records are fetched. The right time comes with the events, taken when they happened. A device that is busy
/// is asked again after a pause. Whether it took the time, a part of it or nothing, its clock is then read back.
/// Source: Device Time Service 1.0, §3.1, §3.3 and §3.7; bit 3 of DT_Status is "Propose Time Update Request".
package struct DeviceTimeSetting: ~Copyable {
    package enum Characteristic: UInt16, Hashable, Sendable {
        case feature = 0x2B8E
        case time = 0x2B90
        case controlPoint = 0x2B91

        package var uuid: BluetoothUUID { BluetoothUUID(short: rawValue) }
    }

    package enum Action: Hashable, Sendable {
        case read(Characteristic)
        /// To the control point, with response.
        case write([UInt8])
        /// Call `timer` then, if nothing else happens before.
        case waitUntil(Instant)
        /// How far the device's local time is ahead of the right one, before it is set; `nil`: it has a fault and shows none.
        case observed(ahead: Duration?)
        case finished(Outcome)
    }

    package enum Outcome: Hashable, Sendable {
        case alreadyRight
        /// And read back: this much is left.
        case set(left: Duration)
        /// The device took the time and shows another.
        case notSet(left: Duration?)
        /// The device does not want this time, or only a part of it. The flags are those of the response.
        case rejected(flags: UInt16, left: Duration?)
        /// The device lets nobody propose a time.
        case notSupported
        /// The device's word for what went wrong: 3 invalid operand, 4 procedure failed, or a code that is reserved.
        case failed(UInt8)
        /// The device stayed busy.
        case busy
        case refused(Characteristic, ATTError)
        /// A value of another form than the specification's, or damaged.
        case notUnderstood(Characteristic)
        /// The device's epoch does not reach the right time.
        case outOfReach
        case silence
    }

    package enum Limit {
        /// The transaction time-out of the Attribute Protocol, and as long for the answer to a proposal.
        package static let silenceMax = Duration.seconds(30)
        /// 1, 2, 4 and 8 s between five proposals.
        package static let pauseFirst = Duration.seconds(1)
        package static let proposalsMax = 5
        /// A second: the gateway's clock is synchronized, and the proposal takes its way. Devices may reject a time of unknown accuracy.
        package static let accuracy = TimeAccuracy(code: 8)
    }

    /// The operation code of Propose Time Update.
    private static let proposal: UInt8 = 0x02

    private enum State {
        case idle
        case readingFeature
        case readingTime
        case proposing
        case pausing
        case readingBack(rejection: UInt16?)
    }

    private var state = State.idle
    private var deadline: Instant?
    private var features = DeviceTimeFeature(features: 0)
    private var shown: DeviceTime?
    private var proposals = 0

    package init() {}

    /// Connected, and subscribed to the control point.
    package mutating func started(at now: Instant) -> [Action] {
        proposals = 0
        return go(.readingFeature, .read(.feature), at: now)
    }

    package mutating func value(_ bytes: [UInt8], of characteristic: Characteristic, right: LocalTime, at now: Instant) -> [Action] {
        switch (state, characteristic) {
        case (.readingFeature, .feature):
            guard let features = try? DeviceTimeFeature(decoding: bytes.span) else { return finish(.notUnderstood(.feature)) }
            self.features = features
            return go(.readingTime, .read(.time), at: now)
        case (.readingTime, .time):
            guard let time = try? DeviceTime(decoding: bytes.span, features: features) else { return finish(.notUnderstood(.time)) }
            shown = time
            let ahead = time.offset(from: right)
            let isWanted = time.has(DeviceTime.StatusBit.proposeTimeUpdateRequest)
            if let ahead, ClockSetting.isRight(ahead), !isWanted { return [.observed(ahead: ahead)] + finish(.alreadyRight) }
            return [.observed(ahead: ahead)] + propose(right, at: now)
        case (.readingBack(let rejection), .time):
            guard let time = try? DeviceTime(decoding: bytes.span, features: features) else { return finish(.notUnderstood(.time)) }
            let left = time.offset(from: right)
            if let rejection { return finish(.rejected(flags: rejection, left: left)) }
            guard let left, ClockSetting.isRight(left) else { return finish(.notSet(left: left)) }
            return finish(.set(left: left))
        default: return []
        }
    }

    /// The control point indicated this.
    package mutating func response(_ value: [UInt8], at now: Instant) -> [Action] {
        guard case .proposing = state else { return [] }
        guard let answer = try? DeviceTimeControlPoint(decoding: value.span, features: features) else {
            return finish(.notUnderstood(.controlPoint))
        }
        guard case .response(Self.proposal, let result, let rejection) = answer else { return [] }
        switch result {
        case DeviceTimeControlPoint.success, DeviceTimeControlPoint.procedureRejected:
            return go(.readingBack(rejection: rejection), .read(.time), at: now)
        case DeviceTimeControlPoint.operationNotSupported: return finish(.notSupported)
        case DeviceTimeControlPoint.deviceBusy: return pause(at: now)
        default: return finish(.failed(result))
        }
    }

    /// A read or a write was refused.
    package mutating func refused(_ error: ATTError, at now: Instant) -> [Action] {
        switch state {
        case .idle, .pausing: []
        case .readingFeature: finish(.refused(.feature, error))
        case .readingTime, .readingBack: finish(.refused(.time, error))
        case .proposing: error == .procedureAlreadyInProgress ? pause(at: now) : finish(.refused(.controlPoint, error))
        }
    }

    package mutating func timer(right: LocalTime, at now: Instant) -> [Action] {
        guard let deadline else { return [] }
        guard deadline <= now else { return [.waitUntil(deadline)] }
        if case .pausing = state { return propose(right, at: now) }
        return finish(.silence)
    }

    package mutating func linkLost() {
        state = .idle
        deadline = nil
    }

    private mutating func propose(_ right: LocalTime, at now: Instant) -> [Action] {
        guard let update = DeviceTimeUpdate(to: right, changing: shown, accuracy: Limit.accuracy, for: features) else {
            return finish(.outOfReach)
        }
        proposals += 1
        return go(.proposing, .write(DeviceTimeControlPoint.proposeTimeUpdate(update).encoded(for: features)), at: now)
    }

    private mutating func pause(at now: Instant) -> [Action] {
        guard proposals < Limit.proposalsMax else { return finish(.busy) }
        state = .pausing
        let end = now + Limit.pauseFirst * (1 << (proposals - 1))
        deadline = end
        return [.waitUntil(end)]
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
