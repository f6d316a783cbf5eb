// A continuous glucose sensor measures in sessions: one has to be running, and it has to know when it began. Decides only.

package import Vitals

/// Starts the first session of a continuous glucose sensor, and tells a sensor whose session runs what time it is.
///
/// It reads CGM Feature (whether values carry an E2E-CRC) and CGM Status (whether a session runs). A session that runs gets its start time
/// if it has none: the client writes the time that it is now, and the sensor computes the start from its time offset. A sensor that has
/// never measured is started: somebody put it on and chose this gateway. One whose session was stopped stays so: to wear a sensor
/// longer than it is meant for is a decision of people. Source: Continuous Glucose Monitoring Service 1.0.2, §3.2 to §3.4 and §3.7.
package struct GlucoseSession: ~Copyable {
    package enum Characteristic: UInt16, Hashable, Sendable {
        case feature = 0x2AA8
        case status = 0x2AA9
        case sessionStartTime = 0x2AAA
        case specificOperations = 0x2AAC

        package var uuid: BluetoothUUID { BluetoothUUID(short: rawValue) }
    }

    package enum Action: Hashable, Sendable {
        case read(Characteristic)
        /// With response.
        case write(Characteristic, [UInt8])
        /// Call `timer` then, if nothing else happens before.
        case waitUntil(Instant)
        case finished(Outcome)
    }

    package enum Outcome: Hashable, Sendable {
        /// A session was running and knew its start.
        case running
        /// A session is running; `isNew`: it was started now. Its start time was written.
        case timed(isNew: Bool)
        /// A session is running; its start time could not be written.
        case notTimed(isNew: Bool, ATTError)
        /// There was a session, and it is over.
        case stopped
        /// The sensor did not start a session.
        case notStarted(Refusal)
        case refused(Characteristic, ATTError)
        /// A value of another form than the specification's, or damaged.
        case notUnderstood(Characteristic)
        case silence
    }

    /// Source: Continuous Glucose Monitoring Service 1.0.2, §3.7, Response Code Values.
    package enum Refusal: Hashable, Sendable {
        case notSupported
        case invalidOperand
        case procedureNotCompleted
        case parameterOutOfRange
        case reserved(UInt8)

        init(_ code: UInt8) {
            switch code {
            case 0x02: self = .notSupported
            case 0x03: self = .invalidOperand
            case 0x04: self = .procedureNotCompleted
            case 0x05: self = .parameterOutOfRange
            default: self = .reserved(code)
            }
        }
    }

    /// The procedure time-out of the Continuous Glucose Monitoring Profile.
    package static let silenceMax = Duration.seconds(30)

    private enum OpCode {
        static let startSession: UInt8 = 0x1A
        static let response: UInt8 = 0x1C
        static let success: UInt8 = 0x01
    }

    private enum State {
        case idle
        case reading(Characteristic)
        case starting
        case timing(isNew: Bool)
    }

    private var state = State.idle
    private var deadline: Instant?
    private var hasChecksums = false

    package init() {}

    /// Connected, and subscribed to the Specific Ops Control Point.
    package mutating func started(at now: Instant) -> [Action] { read(.feature, at: now) }

    package mutating func value(_ bytes: [UInt8], of characteristic: Characteristic, local: LocalTime, at now: Instant) -> [Action] {
        guard case .reading(characteristic) = state else { return [] }
        switch characteristic {
        case .feature:
            // 24 bits of features, type and location, a checksum that is 0xFFFF where there is none.
            guard bytes.count == 6 else { return finish(.notUnderstood(.feature)) }
            hasChecksums = bytes[1] & 1 << 4 != 0
            guard isWhole(bytes) else { return finish(.notUnderstood(.feature)) }
            return read(.status, at: now)
        case .status:
            // The time offset in minutes, then 24 bits of status.
            guard bytes.count == (hasChecksums ? 7 : 5), isWhole(bytes) else { return finish(.notUnderstood(.status)) }
            let isStopped = bytes[2] & 1 != 0
            guard isStopped else { return read(.sessionStartTime, at: now) }
            let hasRun = bytes[0] != 0 || bytes[1] != 0
            guard !hasRun else { return finish(.stopped) }
            state = .starting
            return write(.specificOperations, [OpCode.startSession], at: now)
        case .sessionStartTime:
            guard bytes.count == (hasChecksums ? 11 : 9), isWhole(bytes) else { return finish(.notUnderstood(.sessionStartTime)) }
            let isUnknown = (bytes[0] == 0 && bytes[1] == 0) || bytes[2] == 0 || bytes[3] == 0
            return isUnknown ? tell(local, isNew: false, at: now) : finish(.running)
        case .specificOperations: return []
        }
    }

    /// The Specific Ops Control Point indicated this.
    package mutating func response(_ value: [UInt8], local: LocalTime, at now: Instant) -> [Action] {
        guard case .starting = state, value.count >= 3, value[0] == OpCode.response, value[1] == OpCode.startSession else { return [] }
        guard value.count == (hasChecksums ? 5 : 3), isWhole(value) else { return finish(.notUnderstood(.specificOperations)) }
        guard value[2] == OpCode.success else { return finish(.notStarted(Refusal(value[2]))) }
        return tell(local, isNew: true, at: now)
    }

    /// The session start time is written; a write to the control point is answered by `response`.
    package mutating func written(_ characteristic: Characteristic) -> [Action] {
        guard case .timing(let isNew) = state, characteristic == .sessionStartTime else { return [] }
        return finish(.timed(isNew: isNew))
    }

    /// A read or a write was refused. 0x80 is "missing CRC", 0x81 "invalid CRC".
    package mutating func refused(_ error: ATTError) -> [Action] {
        switch state {
        case .idle: []
        case .reading(let characteristic): finish(.refused(characteristic, error))
        case .starting: finish(.refused(.specificOperations, error))
        case .timing(let isNew): finish(.notTimed(isNew: isNew, error))
        }
    }

    package mutating func timer(at now: Instant) -> [Action] {
        guard let deadline else { return [] }
        return deadline <= now ? finish(.silence) : [.waitUntil(deadline)]
    }

    /// The next start looks again: a session may have begun although its answer was lost.
    package mutating func linkLost() {
        state = .idle
        deadline = nil
    }

    private func isWhole(_ bytes: [UInt8]) -> Bool {
        guard hasChecksums else { return true }
        do {
            try ChecksumCCITT.check(bytes.span)
            return true
        } catch {
            return false
        }
    }

    private mutating func tell(_ local: LocalTime, isNew: Bool, at now: Instant) -> [Action] {
        state = .timing(isNew: isNew)
        let time = local.dateTime
        let bytes = [
            UInt8(truncatingIfNeeded: time.year), UInt8(truncatingIfNeeded: time.year >> 8), time.month, time.day, time.hour, time.minute,
            time.second, UInt8(bitPattern: local.timeZone.code), local.daylightSaving.code,
        ]
        return write(.sessionStartTime, bytes, at: now)
    }

    private mutating func read(_ characteristic: Characteristic, at now: Instant) -> [Action] {
        state = .reading(characteristic)
        return wait(for: .read(characteristic), at: now)
    }

    private mutating func write(_ characteristic: Characteristic, _ bytes: [UInt8], at now: Instant) -> [Action] {
        guard hasChecksums else { return wait(for: .write(characteristic, bytes), at: now) }
        var checksum = ChecksumCCITT()
        for byte in bytes { checksum.add(byte) }
        let end = checksum.value.littleEndianBytes
        return wait(for: .write(characteristic, bytes + end), at: now)
    }

    private mutating func wait(for action: Action, at now: Instant) -> [Action] {
        deadline = now + Self.silenceMax
        return [action, .waitUntil(now + Self.silenceMax)]
    }

    private mutating func finish(_ outcome: Outcome) -> [Action] {
        state = .idle
        deadline = nil
        return [.finished(outcome)]
    }
}
