import GATT
import Testing
import Vitals

@Suite("Setting a device's clock by the Device Time Service")
struct DeviceTimeSettingTests {
    typealias Action = DeviceTimeSetting.Action

    static func at(_ seconds: Int) -> Instant { Instant(sinceBoot: .seconds(seconds)) }

    /// 2026-11-23T07:45:00.500Z and some seconds, in Helsinki.
    static func right(_ seconds: Int = 0, zone: Int8 = 8, daylightSaving: UInt8 = 0) -> LocalTime {
        LocalTime(
            moment: Timestamp(milliseconds: 1_795_419_900_500) + .seconds(seconds), timeZone: TimeZoneQuarters(code: zone),
            daylightSaving: DaylightSaving(code: daylightSaving))
    }

    static let feature = Vector.bytes("FFFF (no checksum) 0004 (since 2000)")
    static let wrong = Vector.bytes("50AA9632 (07:40:00) 08 00 1200 (UTC, since 2000)")
    static let correct = Vector.bytes("7CAB9632 (07:45:00) 08 00 1200")
    static let proposal = Vector.bytes("02 4900 7CAB9632 08 00 01 08")
    static let success = Vector.bytes("09 02 01")

    /// With the E2E-CRC before it.
    static func summed(_ hex: String) -> [UInt8] {
        let bytes = Vector.bytes(hex)
        var checksum = ChecksumCCITT()
        for byte in bytes { checksum.add(byte) }
        return [UInt8(truncatingIfNeeded: checksum.value), UInt8(checksum.value >> 8)] + bytes
    }

    /// What follows on a first reading of the clock at 1 s.
    private func first(_ time: [UInt8], feature: [UInt8] = Self.feature, right: LocalTime = Self.right()) -> [Action] {
        var setting = DeviceTimeSetting()
        _ = setting.started(at: Self.at(0))
        _ = setting.value(feature, of: .feature, right: right, at: Self.at(0))
        return setting.value(time, of: .time, right: right, at: Self.at(1))
    }

    /// The time is proposed, and the device has answered nothing yet.
    private func proposed(_ setting: inout DeviceTimeSetting, feature: [UInt8] = Self.feature, time: [UInt8] = Self.wrong) {
        _ = setting.started(at: Self.at(0))
        _ = setting.value(feature, of: .feature, right: Self.right(), at: Self.at(0))
        _ = setting.value(time, of: .time, right: Self.right(), at: Self.at(1))
    }

    @Test("A clock that is off is observed, set and read back")
    func set() {
        var setting = DeviceTimeSetting()
        #expect(setting.started(at: Self.at(0)) == [.read(.feature), .waitUntil(Self.at(30))])
        #expect(setting.value(Self.wrong, of: .time, right: Self.right(), at: Self.at(0)) == [], "not asked for yet")
        #expect(setting.value(Self.feature, of: .feature, right: Self.right(), at: Self.at(1)) == [.read(.time), .waitUntil(Self.at(31))])
        #expect(
            setting.value(Self.wrong, of: .time, right: Self.right(), at: Self.at(2))
                == [.observed(ahead: .milliseconds(-300_500)), .write(Self.proposal), .waitUntil(Self.at(32))])
        #expect(setting.value(Self.wrong, of: .time, right: Self.right(), at: Self.at(2)) == [])
        #expect(setting.response(Self.success, at: Self.at(3)) == [.read(.time), .waitUntil(Self.at(33))])
        #expect(setting.response(Self.success, at: Self.at(3)) == [])
        #expect(
            setting.value(Self.correct, of: .time, right: Self.right(1), at: Self.at(4)) == [.finished(.set(left: .milliseconds(-1500)))])
        #expect(setting.timer(right: Self.right(), at: Self.at(99)) == [])
    }

    @Test(
        "A clock that is right is left alone, in whatever way it says so",
        arguments: [
            ("7CAB9632 08 00 1200", -500), ("7EAB9632 (2 s more) 08 00 1200", 1500), ("7CAB9632 (UTC) 80 FF (place not known) 1200", -500),
            ("9CC79632 (09:45, local time) 80 FF 1000 (not UTC)", -500), ("8CB99632 (08:45) 04 00 1000", -500),
            ("7C6DAEEE 08 00 0200 (since 1900)", -500), ("7CAB9632 04 (winter's zone) 04 (summer) 1200", -500),
        ])
    func alreadyRight(hex: String, milliseconds: Int) {
        #expect(first(Vector.bytes(hex)) == [.observed(ahead: .milliseconds(milliseconds)), .finished(.alreadyRight)])
    }

    @Test("A clock in UTC is right for a gateway that does not know its place")
    func placeless() {
        let right = Self.right(zone: .min, daylightSaving: .max)
        #expect(first(Self.correct, right: right) == [.observed(ahead: .milliseconds(-500)), .finished(.alreadyRight)])
    }

    @Test(
        "A clock that is off, of another place, at fault or asking for the time is told it, and what changes",
        arguments: [
            ("79AB9632 (3 s less) 08 00 1200", -3500, "4900"), ("7FAB9632 (3 s more) 08 00 1200", 2500, "4900"),
            ("7CAB9632 04 (an hour less) 00 1200", -3_600_500, "5900"), ("7CAB9632 08 04 (summer) 1200", 3_599_500, "6900"),
            ("7CAB9632 (not UTC) 80 FF 1000", -7_200_500, "7900"), ("7CAB9632 08 00 1A00 (asks for it)", -500, "4900"),
            ("7CAB9632 08 00 1300 (fault)", nil, "4900"), ("00000000 80 FF 1900 (fault, asks for it)", nil, "7900"),
        ])
    func wrong(hex: String, milliseconds: Int?, flags: String) {
        #expect(
            first(Vector.bytes(hex)) == [
                .observed(ahead: milliseconds.map { .milliseconds($0) }), .write(Vector.bytes("02 \(flags) 7CAB9632 08 00 01 08")),
                .waitUntil(Self.at(31)),
            ])
    }

    @Test(
        "The features decide on the epoch, the checksum and fractions of seconds",
        arguments: [
            ("FFFF 0002 (since 1900)", "506CAEEE 08 00 0200", "02 0900 7C6DAEEE 08 00 01 08"),
            ("FFFF 0006 (both)", "50AA9632 08 00 1200", "02 4900 7CAB9632 08 00 01 08"),
            ("0004 (no field for a checksum)", "50AA9632 08 00 1200", "02 4900 7CAB9632 08 00 01 08"),
            ("FFFF 0404 (fractions)", "50AA9632 08 00 1200 0080", "02 4900 7CAB9632 08 00 01 08 0080"),
            ("FFFF 4205 (all optional fields)", "50AA9632 08 00 1200 00000000 0100 0200", "02 4900 7CAB9632 08 00 01 08"),
        ])
    func features(feature: String, time: String, request: String) {
        #expect(first(Vector.bytes(time), feature: Vector.bytes(feature)).dropFirst().first == .write(Vector.bytes(request)))
    }

    @Test("With checksums, everything is checked and the proposal carries one")
    func checksums() {
        var setting = DeviceTimeSetting()
        _ = setting.started(at: Self.at(0))
        #expect(setting.value(Self.summed("0104"), of: .feature, right: Self.right(), at: Self.at(1)).first == .read(.time))
        let actions = setting.value(Self.summed("50AA9632 08 00 1200"), of: .time, right: Self.right(), at: Self.at(2))
        #expect(actions.dropFirst().first == .write(Self.summed("02 4900 7CAB9632 08 00 01 08")))
        #expect(setting.response(Self.summed("09 02 01"), at: Self.at(3)).first == .read(.time))
        #expect(
            setting.value(Self.summed("7CAB9632 08 00 1200"), of: .time, right: Self.right(), at: Self.at(4))
                == [.finished(.set(left: .milliseconds(-500)))])
    }

    @Test("A device that took the time and shows another is not asked twice")
    func stubborn() {
        for (time, left) in [(Self.wrong, Duration.milliseconds(-300_500)), (Vector.bytes("7CAB9632 08 00 1300"), nil)] {
            var setting = DeviceTimeSetting()
            proposed(&setting)
            _ = setting.response(Self.success, at: Self.at(2))
            #expect(setting.value(time, of: .time, right: Self.right(), at: Self.at(3)) == [.finished(.notSet(left: left))])
        }
    }

    @Test("That a device still asks for the time after it took it is no matter")
    func insatiable() {
        let asking = Vector.bytes("7CAB9632 08 00 1A00")
        var setting = DeviceTimeSetting()
        proposed(&setting, time: asking)
        _ = setting.response(Self.success, at: Self.at(2))
        #expect(setting.value(asking, of: .time, right: Self.right(), at: Self.at(3)) == [.finished(.set(left: .milliseconds(-500)))])
    }

    @Test(
        "A rejection says why, and what the clock shows after it", arguments: [0x0001, 0x0002, 0x0048, 0x0200, 0x0400, 0xFFFF] as [UInt16])
    func rejected(flags: UInt16) {
        var setting = DeviceTimeSetting()
        proposed(&setting)
        let answer = [0x09, 0x02, 0x05, UInt8(truncatingIfNeeded: flags), UInt8(flags >> 8)]
        #expect(setting.response(answer, at: Self.at(2)) == [.read(.time), .waitUntil(Self.at(32))])
        #expect(
            setting.value(Self.wrong, of: .time, right: Self.right(), at: Self.at(3))
                == [.finished(.rejected(flags: flags, left: .milliseconds(-300_500)))])
    }

    @Test(
        "A device may be unable or fail",
        arguments: [
            (0x02, .notSupported), (0x03, .failed(3)), (0x04, .failed(4)), (0x00, .failed(0)), (0x06, .failed(6)), (0xFF, .failed(255)),
        ] as [(UInt8, DeviceTimeSetting.Outcome)])
    func failed(result: UInt8, outcome: DeviceTimeSetting.Outcome) {
        var setting = DeviceTimeSetting()
        proposed(&setting)
        #expect(setting.response([0x09, 0x03, result], at: Self.at(2)) == [], "the answer to something else")
        #expect(setting.response([0x07], at: Self.at(2)) == [])
        #expect(setting.response([0x09, 0x02, result], at: Self.at(2)) == [.finished(outcome)])
        #expect(setting.response([0x09, 0x02, result], at: Self.at(2)) == [])
    }

    @Test("A busy device is asked five times, with the time as it is then")
    func busy() {
        var setting = DeviceTimeSetting()
        proposed(&setting)
        var now = 1
        for pause in [1, 2, 4, 8] {
            // Whether the device answers or refuses the write.
            let actions =
                pause == 2
                ? setting.refused(.procedureAlreadyInProgress, at: Self.at(now)) : setting.response([0x09, 0x02, 0x07], at: Self.at(now))
            now += pause
            #expect(actions == [.waitUntil(Self.at(now))])
            #expect(setting.response(Self.success, at: Self.at(now)) == [])
            #expect(setting.refused(.outOfRange, at: Self.at(now)) == [])
            let again = setting.timer(right: Self.right(now), at: Self.at(now))
            #expect(
                again == [
                    .write(Vector.bytes("02 4900") + [0x7C + UInt8(now)] + Vector.bytes("AB9632 08 00 01 08")),
                    .waitUntil(Self.at(now + 30)),
                ])
        }
        #expect(setting.response([0x09, 0x02, 0x07], at: Self.at(now)) == [.finished(.busy)])
        #expect(setting.timer(right: Self.right(), at: Self.at(99)) == [])
        // The next time it has five again.
        proposed(&setting)
        #expect(setting.response([0x09, 0x02, 0x07], at: Self.at(2)) == [.waitUntil(Self.at(3))])
    }

    @Test("A refused read or write says which", arguments: [0x03, 0x05, 0x08, 0x0F, 0x80, 0x81, 0xFD] as [UInt8])
    func refused(code: UInt8) {
        let error = ATTError(rawValue: code)
        var setting = DeviceTimeSetting()
        #expect(setting.refused(error, at: Self.at(0)) == [])
        _ = setting.started(at: Self.at(0))
        #expect(setting.refused(error, at: Self.at(1)) == [.finished(.refused(.feature, error))])
        _ = setting.started(at: Self.at(0))
        _ = setting.value(Self.feature, of: .feature, right: Self.right(), at: Self.at(0))
        #expect(setting.refused(error, at: Self.at(1)) == [.finished(.refused(.time, error))])
        proposed(&setting)
        #expect(setting.refused(error, at: Self.at(2)) == [.finished(.refused(.controlPoint, error))])
        proposed(&setting)
        _ = setting.response(Self.success, at: Self.at(2))
        #expect(setting.refused(error, at: Self.at(3)) == [.finished(.refused(.time, error))])
    }

    @Test("What is damaged or of another form ends it")
    func damaged() {
        var setting = DeviceTimeSetting()
        for feature in ["", "FF", "FFFF 00", "FFFF 0004 00", "0000 (wrong checksum) 0104"] {
            _ = setting.started(at: Self.at(0))
            #expect(
                setting.value(Vector.bytes(feature), of: .feature, right: Self.right(), at: Self.at(0))
                    == [.finished(.notUnderstood(.feature))])
        }
        for time in [[], Array(Self.wrong.dropLast()), Self.wrong + [0, 0]] {
            #expect(first(time) == [.finished(.notUnderstood(.time))])
            proposed(&setting)
            _ = setting.response(Self.success, at: Self.at(2))
            #expect(setting.value(time, of: .time, right: Self.right(), at: Self.at(3)) == [.finished(.notUnderstood(.time))])
        }
        #expect(first([0, 0] + Self.wrong, feature: Self.summed("0104")) == [.finished(.notUnderstood(.time))])
        for answer in ["", "09", "09 02", "09 02 01 00", "09 02 05 (no flags)", "09 02 05 00"] {
            proposed(&setting)
            #expect(setting.response(Vector.bytes(answer), at: Self.at(2)) == [.finished(.notUnderstood(.controlPoint))])
        }
        proposed(&setting, feature: Self.summed("0104"), time: Self.summed("50AA9632 08 00 1200"))
        #expect(
            setting.response(Vector.bytes("0000 (wrong checksum) 09 02 01"), at: Self.at(2)) == [.finished(.notUnderstood(.controlPoint))])
    }

    @Test("A time that the device's epoch does not reach is not proposed")
    func outOfReach() {
        // A gateway whose clock says 1995.
        let right = Self.right(-1_000_000_000)
        #expect(first(Self.wrong, right: right).last == .finished(.outOfReach))
    }

    @Test("Silence ends it, and so does the link")
    func silence() {
        var setting = DeviceTimeSetting()
        _ = setting.started(at: Self.at(0))
        #expect(setting.timer(right: Self.right(), at: Self.at(29)) == [.waitUntil(Self.at(30))])
        #expect(setting.timer(right: Self.right(), at: Self.at(30)) == [.finished(.silence)])
        proposed(&setting)
        #expect(setting.timer(right: Self.right(), at: Self.at(31)) == [.finished(.silence)])
        proposed(&setting)
        _ = setting.response([0x09, 0x02, 0x07], at: Self.at(2))
        #expect(setting.timer(right: Self.right(), at: Self.at(2)) == [.waitUntil(Self.at(3))])
        setting.linkLost()
        #expect(setting.timer(right: Self.right(), at: Self.at(99)) == [])
        #expect(setting.response(Self.success, at: Self.at(99)) == [])
        #expect(setting.value(Self.feature, of: .feature, right: Self.right(), at: Self.at(99)) == [])
        #expect(setting.started(at: Self.at(100)).first == .read(.feature))
        #expect(DeviceTimeSetting.Characteristic.controlPoint.uuid == .deviceTimeControlPoint)
        #expect(setting.value([0], of: .controlPoint, right: Self.right(), at: Self.at(100)) == [])
    }
}
