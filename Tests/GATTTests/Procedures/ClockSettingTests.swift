import GATT
import Testing
import Vitals

@Suite("Setting a device's clock")
struct ClockSettingTests {
    typealias Action = ClockSetting.Action

    static func at(_ seconds: Int) -> Instant { Instant(sinceBoot: .seconds(seconds)) }

    /// 2026-11-23, a Monday, at 07:45 and some seconds, plus half a second.
    static func right(_ second: UInt8) -> ClockReading {
        ClockReading(
            time: DeviceDateTime(year: 2026, month: 11, day: 23, hour: 7, minute: 45, second: second), dayOfWeek: 1, fractions256: 128)
    }
    static let wrong = Vector.bytes("EA07 0B 17 07 28 0A (07:40:10) 01 80 00")
    static func written(_ second: String, reason: String = "02") -> Action {
        .write(Vector.bytes("EA07 0B 17 07 2D \(second) 01 80 \(reason)"))
    }
    static func plain(_ second: String) -> Action { .write(Vector.bytes("EA07 0B 17 07 2D \(second) 00 00 00")) }

    @Test("A clock that is off is observed, set and read back")
    func set() {
        var setting = ClockSetting(.currentTime)
        #expect(setting.started(at: Self.at(0)) == [.read, .waitUntil(Self.at(30))])
        #expect(
            setting.value(Self.wrong, right: Self.right(10), at: Self.at(1))
                == [.observed(.seconds(-300)), Self.written("0A"), .waitUntil(Self.at(31))])
        #expect(setting.value(Self.wrong, right: Self.right(10), at: Self.at(1)) == [])
        #expect(setting.written(at: Self.at(2)) == [.read, .waitUntil(Self.at(32))])
        #expect(setting.written(at: Self.at(2)) == [])
        #expect(
            setting.value(Vector.bytes("EA07 0B 17 07 2D 0B 01 40 02"), right: Self.right(11), at: Self.at(3))
                == [.finished(.set(left: .milliseconds(-250)))])
        #expect(setting.timer(at: Self.at(99)) == [])
    }

    @Test("A value of another length is not understood", arguments: [0, 6, 7, 9, 11])
    func length(count: Int) {
        var setting = ClockSetting(.currentTime)
        let value = Array((Self.wrong + [0]).prefix(count))
        _ = setting.started(at: Self.at(0))
        #expect(setting.value(value, right: Self.right(10), at: Self.at(1)) == [.finished(.notUnderstood)])
        _ = setting.started(at: Self.at(4))
        _ = setting.value(Self.wrong, right: Self.right(10), at: Self.at(5))
        _ = setting.written(at: Self.at(6))
        #expect(setting.value(value, right: Self.right(10), at: Self.at(7)) == [.finished(.notUnderstood)])
    }

    @Test(
        "What is left after reading back is told",
        arguments: [("0B", 64 as UInt8, -250), ("0B", 128, 0), ("0D", 128, 2000), ("09", 128, -2000)])
    func left(second: String, fractions: UInt8, milliseconds: Int) {
        var setting = ClockSetting(.currentTime)
        _ = setting.started(at: Self.at(0))
        _ = setting.value(Self.wrong, right: Self.right(10), at: Self.at(1))
        _ = setting.written(at: Self.at(2))
        let value = Vector.bytes("EA07 0B 17 07 2D \(second) 01") + [fractions, 0]
        #expect(
            setting.value(value, right: Self.right(11), at: Self.at(3)) == [.finished(.set(left: .milliseconds(milliseconds)))])
    }

    @Test(
        "A clock that is right within two seconds is left alone",
        arguments: [("0C (12 s)", 0 as UInt8, 1500), ("0C", 128, 2000), ("08", 128, -2000), ("0A", 128, 0)])
    func right(second: String, fractions: UInt8, milliseconds: Int) {
        var setting = ClockSetting(.currentTime)
        _ = setting.started(at: Self.at(0))
        let value = Vector.bytes("EA07 0B 17 07 2D \(second) 01") + [fractions, 0]
        #expect(
            setting.value(value, right: Self.right(10), at: Self.at(1))
                == [.observed(.milliseconds(milliseconds)), .finished(.alreadyRight)])
        #expect(setting.timer(at: Self.at(99)) == [])
    }

    @Test("A little more is too much")
    func more() {
        var setting = ClockSetting(.currentTime)
        _ = setting.started(at: Self.at(0))
        let actions = setting.value(Vector.bytes("EA07 0B 17 07 2D 0C 01 81 00"), right: Self.right(10), at: Self.at(1))
        #expect(actions.count == 3)
        #expect(actions.last == .waitUntil(Self.at(31)))
    }

    @Test(
        "A clock that shows no time is set",
        arguments: [
            "0000 00 00 00 00 00 00 00 00", "EA07 00 17 07 2D 0A 01 00 00", "EA07 0B 00 07 2D 0A 01 00 00", "EA07 02 1E 07 2D 0A 01 00 00",
            "EA07 0B 17 18 00 00 01 00 00",
        ])
    func unset(hex: String) {
        var setting = ClockSetting(.currentTime)
        _ = setting.started(at: Self.at(0))
        #expect(
            setting.value(Vector.bytes(hex), right: Self.right(10), at: Self.at(1))
                == [.observed(nil), Self.written("0A"), .waitUntil(Self.at(31))])
        _ = setting.written(at: Self.at(2))
        #expect(setting.value(Vector.bytes(hex), right: Self.right(11), at: Self.at(3)) == [.finished(.notSet(left: nil))])
    }

    @Test("A device that took the time and shows another is not asked twice")
    func stubborn() {
        var setting = ClockSetting(.currentTime)
        _ = setting.started(at: Self.at(0))
        _ = setting.value(Self.wrong, right: Self.right(10), at: Self.at(1))
        _ = setting.written(at: Self.at(2))
        #expect(setting.value(Self.wrong, right: Self.right(10), at: Self.at(3)) == [.finished(.notSet(left: .seconds(-300)))])
    }

    @Test("Where a field is ignored, the clock is read; if it is wrong still, the plain time is written")
    func ignored() {
        var setting = ClockSetting(.currentTime)
        _ = setting.started(at: Self.at(0))
        _ = setting.value(Self.wrong, right: Self.right(10), at: Self.at(1))
        #expect(setting.refused(.application80, right: Self.right(11), at: Self.at(2)) == [.read, .waitUntil(Self.at(32))])
        #expect(
            setting.value(Self.wrong, right: Self.right(12), at: Self.at(3)) == [Self.plain("0C"), .waitUntil(Self.at(33))])
        #expect(setting.refused(.application80, right: Self.right(12), at: Self.at(4)) == [.read, .waitUntil(Self.at(34))])
        #expect(setting.value(Self.wrong, right: Self.right(10), at: Self.at(5)) == [.finished(.notSet(left: .seconds(-300)))])
        // It was enough.
        _ = setting.started(at: Self.at(10))
        _ = setting.value(Self.wrong, right: Self.right(10), at: Self.at(11))
        _ = setting.refused(.application80, right: Self.right(11), at: Self.at(12))
        #expect(
            setting.value(Vector.bytes("EA07 0B 17 07 2D 0C 01 00 00"), right: Self.right(12), at: Self.at(13))
                == [.finished(.set(left: .milliseconds(-500)))])
    }

    @Test("Where the value is refused, the plain time is written once", arguments: [0x0D, 0x13, 0xFF] as [UInt8])
    func value(code: UInt8) {
        var setting = ClockSetting(.currentTime)
        let error = ATTError(rawValue: code)
        _ = setting.started(at: Self.at(0))
        _ = setting.value(Self.wrong, right: Self.right(10), at: Self.at(1))
        #expect(setting.refused(error, right: Self.right(11), at: Self.at(2)) == [Self.plain("0B"), .waitUntil(Self.at(32))])
        #expect(setting.refused(error, right: Self.right(11), at: Self.at(3)) == [.finished(.refused(error))])
        #expect(setting.refused(error, right: Self.right(11), at: Self.at(3)) == [])
    }

    @Test("A clock that may not be read or written stays as it is", arguments: [0x02, 0x03, 0x05, 0x08, 0x0F] as [UInt8])
    func refused(code: UInt8) {
        var setting = ClockSetting(.currentTime)
        let error = ATTError(rawValue: code)
        _ = setting.started(at: Self.at(0))
        #expect(setting.refused(error, right: Self.right(10), at: Self.at(1)) == [.finished(.refused(error))])
        _ = setting.started(at: Self.at(2))
        _ = setting.value(Self.wrong, right: Self.right(10), at: Self.at(3))
        #expect(setting.refused(error, right: Self.right(10), at: Self.at(4)) == [.finished(.refused(error))])
    }

    @Test("Date Time has whole seconds and nothing else")
    func dateTime() {
        var setting = ClockSetting(.dateTime)
        _ = setting.started(at: Self.at(0))
        #expect(setting.value(Self.wrong, right: Self.right(10), at: Self.at(1)) == [.finished(.notUnderstood)])
        _ = setting.started(at: Self.at(0))
        #expect(
            setting.value(Vector.bytes("EA07 0B 17 06 2D 0A"), right: Self.right(10), at: Self.at(1))
                == [
                    .observed(.milliseconds(-3_600_500)), .write(Vector.bytes("EA07 0B 17 07 2D 0A")), .waitUntil(Self.at(31)),
                ])
        _ = setting.written(at: Self.at(2))
        #expect(
            setting.value(Vector.bytes("EA07 0B 17 07 2D 0B"), right: Self.right(11), at: Self.at(3))
                == [.finished(.set(left: .milliseconds(-500)))])
    }

    @Test("A caller without the right time writes nothing")
    func noTime() {
        var setting = ClockSetting(.currentTime)
        let unknown = ClockReading(
            time: DeviceDateTime(year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0), dayOfWeek: 0, fractions256: 0)
        _ = setting.started(at: Self.at(0))
        #expect(setting.value(Self.wrong, right: unknown, at: Self.at(1)) == [.finished(.noRightTime)])
        _ = setting.started(at: Self.at(0))
        _ = setting.value(Self.wrong, right: Self.right(10), at: Self.at(1))
        #expect(setting.refused(.outOfRange, right: unknown, at: Self.at(2)) == [.finished(.noRightTime)])
    }

    @Test("Silence ends it, and so does the link")
    func silence() {
        var setting = ClockSetting(.currentTime)
        _ = setting.started(at: Self.at(0))
        #expect(setting.timer(at: Self.at(29)) == [.waitUntil(Self.at(30))])
        #expect(setting.timer(at: Self.at(30)) == [.finished(.silence)])
        _ = setting.started(at: Self.at(40))
        setting.linkLost()
        #expect(setting.timer(at: Self.at(99)) == [])
        #expect(setting.value(Self.wrong, right: Self.right(10), at: Self.at(99)) == [])
        #expect(setting.refused(.outOfRange, right: Self.right(10), at: Self.at(99)) == [])
    }
}
