import GATT
import Testing
import Vitals

@Suite("The session of a continuous glucose sensor")
struct GlucoseSessionTests {
    typealias Action = GlucoseSession.Action

    static func at(_ seconds: Int) -> Instant { Instant(sinceBoot: .seconds(seconds)) }

    /// 2026-11-23T11:45:09Z
    static let local = LocalTime(
        moment: Timestamp(milliseconds: 1_795_434_309_000), timeZone: TimeZoneQuarters(code: -20), daylightSaving: DaylightSaving(code: 4))
    static let localBytes = Vector.bytes("EA07 0B 17 07 2D 09 EC (-5 h) 04 (1 h)")

    /// Without checksums: features, type and location, FFFF.
    static let feature = Vector.bytes("010000 11 FFFF")
    static let severalSessions = Vector.bytes("004000 11 FFFF")
    static let stoppedFresh = Vector.bytes("0000 (no minute) 010000 (session stopped)")
    static let isRunning = Vector.bytes("3930 000000")
    static let startKnown = Vector.bytes("EA07 0B 10 07 2D 09 04 00")

    /// With the E2E-CRC.
    static func summed(_ bytes: [UInt8]) -> [UInt8] {
        var checksum = ChecksumCCITT()
        for byte in bytes { checksum.add(byte) }
        return bytes + [UInt8(truncatingIfNeeded: checksum.value), UInt8(checksum.value >> 8)]
    }

    private func value(
        _ bytes: [UInt8], _ characteristic: GlucoseSession.Characteristic, _ session: inout GlucoseSession, _ now: Int = 1
    ) -> [Action] {
        session.value(bytes, of: characteristic, local: Self.local, at: Self.at(now))
    }

    @Test("A running session is left alone")
    func running() {
        var session = GlucoseSession()
        #expect(session.started(at: Self.at(0)) == [.read(.feature), .waitUntil(Self.at(30))])
        #expect(value(Self.isRunning, .status, &session) == [], "not asked for yet")
        #expect(value(Self.feature, .feature, &session) == [.read(.status), .waitUntil(Self.at(31))])
        #expect(value(Self.isRunning, .status, &session, 2) == [.read(.sessionStartTime), .waitUntil(Self.at(32))])
        #expect(value(Self.startKnown, .sessionStartTime, &session) == [.finished(.running)])
        #expect(session.timer(at: Self.at(99)) == [])
    }

    @Test(
        "A running session that does not know its start is told the time",
        arguments: ["0000 00 00 00 00 00 80 FF", "EA07 00 10 07 2D 09 04 00", "EA07 0B 00 07 2D 09 04 00"])
    func untimed(hex: String) {
        var session = GlucoseSession()
        _ = session.started(at: Self.at(0))
        _ = value(Self.feature, .feature, &session)
        _ = value(Self.isRunning, .status, &session)
        #expect(
            value(Vector.bytes(hex), .sessionStartTime, &session) == [
                .write(.sessionStartTime, Self.localBytes), .waitUntil(Self.at(31)),
            ])
        #expect(session.written(.specificOperations) == [])
        #expect(session.written(.sessionStartTime) == [.finished(.timed(isNew: false))])
        #expect(session.written(.sessionStartTime) == [])
    }

    @Test("A fresh sensor is started and told the time", arguments: [feature, severalSessions])
    func started(feature: [UInt8]) {
        var session = GlucoseSession()
        _ = session.started(at: Self.at(0))
        _ = value(feature, .feature, &session)
        #expect(value(Self.stoppedFresh, .status, &session) == [.write(.specificOperations, [0x1A]), .waitUntil(Self.at(31))])
        #expect(session.written(.specificOperations) == [])
        #expect(value(Self.stoppedFresh, .status, &session) == [])
        #expect(
            session.response([0x1C, 0x1A, 0x01], local: Self.local, at: Self.at(2)) == [
                .write(.sessionStartTime, Self.localBytes), .waitUntil(Self.at(32)),
            ])
        #expect(session.written(.sessionStartTime) == [.finished(.timed(isNew: true))])
    }

    @Test("A sensor that has measured is not started again", arguments: [feature, severalSessions])
    func notStarted(feature: [UInt8]) {
        for used in ["0100 010000", "0001 010000"] {
            var session = GlucoseSession()
            _ = session.started(at: Self.at(0))
            _ = value(feature, .feature, &session)
            #expect(value(Vector.bytes(used), .status, &session) == [.finished(.stopped)])
        }
    }

    @Test(
        "A sensor may refuse to start",
        arguments: [
            (0x02, .notSupported), (0x03, .invalidOperand), (0x04, .procedureNotCompleted), (0x05, .parameterOutOfRange),
            (0x00, .reserved(0)), (0x06, .reserved(6)),
        ] as [(UInt8, GlucoseSession.Refusal)])
    func refusal(code: UInt8, refusal: GlucoseSession.Refusal) {
        var session = GlucoseSession()
        _ = session.started(at: Self.at(0))
        _ = value(Self.feature, .feature, &session)
        _ = value(Self.stoppedFresh, .status, &session)
        for other in [[], [0x1C], [0x1C, 0x1B, 0x01], [0x05, 0x1A, 0x01]] as [[UInt8]] {
            #expect(session.response(other, local: Self.local, at: Self.at(2)) == [])
        }
        #expect(session.response([0x1C, 0x1A, code], local: Self.local, at: Self.at(2)) == [.finished(.notStarted(refusal))])
        #expect(session.response([0x1C, 0x1A, code], local: Self.local, at: Self.at(2)) == [])
    }

    @Test("With checksums, everything is checked and everything written carries one")
    func checksums() {
        var session = GlucoseSession()
        _ = session.started(at: Self.at(0))
        #expect(value(Self.summed(Vector.bytes("005000 11")), .feature, &session).first == .read(.status))
        #expect(
            value(Self.summed(Self.stoppedFresh), .status, &session).first == .write(.specificOperations, Self.summed([0x1A])))
        // Polynomial 0x1021, reflected, from 0xFFFF on, low octet first.
        #expect(Self.summed([0x1A]) == [0x1A, 0x5C, 0xB0])
        #expect(
            session.response(Self.summed([0x1C, 0x1A, 0x01]), local: Self.local, at: Self.at(2)).first
                == .write(.sessionStartTime, Self.summed(Self.localBytes)))
        #expect(session.written(.sessionStartTime) == [.finished(.timed(isNew: true))])
        // And a running one.
        _ = session.started(at: Self.at(0))
        _ = value(Self.summed(Vector.bytes("001000 11")), .feature, &session)
        _ = value(Self.summed(Self.isRunning), .status, &session)
        #expect(value(Self.summed(Self.startKnown), .sessionStartTime, &session) == [.finished(.running)])
    }

    @Test("What is damaged or of another form ends it")
    func damaged() {
        func end(_ steps: [(GlucoseSession.Characteristic, [UInt8])], response: [UInt8]? = nil) -> Action? {
            var session = GlucoseSession()
            _ = session.started(at: Self.at(0))
            var actions: [Action] = []
            for (characteristic, bytes) in steps { actions = value(bytes, characteristic, &session) }
            if let response { actions = session.response(response, local: Self.local, at: Self.at(3)) }
            return actions.first
        }
        let summedFeature = Self.summed(Vector.bytes("001000 11"))
        #expect(end([(.feature, [0, 0, 0, 0x11])]) == .finished(.notUnderstood(.feature)))
        #expect(end([(.feature, Vector.bytes("001000 11 0000"))]) == .finished(.notUnderstood(.feature)))
        #expect(end([(.feature, Self.feature), (.status, [0, 0, 0])]) == .finished(.notUnderstood(.status)))
        #expect(end([(.feature, summedFeature), (.status, Self.isRunning)]) == .finished(.notUnderstood(.status)))
        #expect(end([(.feature, summedFeature), (.status, Self.isRunning + [0, 0])]) == .finished(.notUnderstood(.status)))
        #expect(
            end([(.feature, Self.feature), (.status, Self.isRunning), (.sessionStartTime, [0])])
                == .finished(.notUnderstood(.sessionStartTime)))
        #expect(
            end([(.feature, Self.feature), (.status, Self.stoppedFresh)], response: [0x1C, 0x1A, 0x01, 0x00])
                == .finished(.notUnderstood(.specificOperations)))
        #expect(
            end([(.feature, summedFeature), (.status, Self.summed(Self.stoppedFresh))], response: [0x1C, 0x1A, 0x01, 0, 0])
                == .finished(.notUnderstood(.specificOperations)))
    }

    @Test("A refused read or write says which", arguments: [0x80, 0x81, 0xFD] as [UInt8])
    func refused(code: UInt8) {
        let error = ATTError(rawValue: code)
        var session = GlucoseSession()
        #expect(session.refused(error) == [])
        _ = session.started(at: Self.at(0))
        #expect(session.refused(error) == [.finished(.refused(.feature, error))])
        _ = session.started(at: Self.at(0))
        _ = value(Self.feature, .feature, &session)
        _ = value(Self.stoppedFresh, .status, &session)
        #expect(session.refused(error) == [.finished(.refused(.specificOperations, error))])
        _ = session.started(at: Self.at(0))
        _ = value(Self.feature, .feature, &session)
        _ = value(Self.stoppedFresh, .status, &session)
        _ = session.response([0x1C, 0x1A, 0x01], local: Self.local, at: Self.at(2))
        #expect(session.refused(error) == [.finished(.notTimed(isNew: true, error))])
    }

    @Test("Silence ends it; after a lost link it looks again")
    func silence() {
        var session = GlucoseSession()
        _ = session.started(at: Self.at(0))
        #expect(session.timer(at: Self.at(29)) == [.waitUntil(Self.at(30))])
        #expect(session.timer(at: Self.at(30)) == [.finished(.silence)])
        _ = session.started(at: Self.at(40))
        session.linkLost()
        #expect(session.timer(at: Self.at(99)) == [])
        #expect(session.started(at: Self.at(100)).first == .read(.feature))
        #expect(GlucoseSession.Characteristic.status.uuid == BluetoothUUID(short: 0x2AA9))
        #expect(value([0], .specificOperations, &session) == [])
    }
}
