// Stamps of clocks that are wrong.

import GATT
import Testing
import Vitals

@testable import Collector

@Suite("A device's clock")
struct DeviceClockTests {
    private static let now = Timestamp(milliseconds: 1_795_419_900_000)

    @Test("A clock that is wrong by two years is corrected by what it showed when it was read", arguments: [-63_072_000, 3600, 0])
    func offset(wrong: Int) {
        let clock = DeviceClock(showing: Self.now + .seconds(wrong), at: Self.now)
        let measured = Self.now - .seconds(86_400)
        #expect(clock.time(of: measured + .seconds(wrong), arriving: Self.now + .seconds(5)) == measured)
    }

    @Test(
        "After it was set, older stamps are those of the old clock, newer ones of the new",
        arguments: [-63_072_000, -7200, 7200, 63_072_000])
    func set(wrong: Int) {
        var clock = DeviceClock(showing: Self.now + .seconds(wrong), at: Self.now)
        let set = Self.now + .seconds(2)
        clock.showed(set, at: set)
        let before = Self.now - .seconds(40_000)
        let after = set + .seconds(600)
        #expect(clock.time(of: before + .seconds(wrong), arriving: set + .seconds(3)) == before)
        #expect(clock.time(of: after, arriving: after + .seconds(1)) == after)
    }

    @Test("Drift between two readings is no setting, and a reading of a backlog changes nothing")
    func drift() {
        var clock = DeviceClock(showing: Self.now, at: Self.now)
        clock.showed(Self.now + .milliseconds(86_401_000), at: Self.now + .seconds(86_400))
        #expect(clock.earlierOffset == nil)
        #expect(clock.offset == -1000)
        clock.showed(Self.now - .seconds(5000), at: Self.now - .seconds(1))
        #expect(clock.offset == -1000)
    }

    @Test("Right is a clock that shows the gateway's local time, whatever the zone", arguments: [-600, 0, 330, 780])
    func zone(minutes: Int) {
        let clock = DeviceClock(showing: Self.now + .seconds(60 * minutes + 1), at: Self.now)
        #expect(clock.isRight(utcOffsetMinutes: minutes))
        #expect(!clock.isRight(utcOffsetMinutes: minutes + 60))
    }

    private func context(utcOffsetMinutes: Int = 0) throws -> FrameContext {
        FrameContext(
            person: try PersonID("anna"), gateway: try GatewayID("site"), time: Self.now, timeQuality: .synchronized,
            utcOffsetMinutes: utcOffsetMinutes, isSimulated: false, offset: 1, frame: 0)
    }

    @Test("A stamp of a clock that was never read is local time of the gateway, and an estimate")
    func unread() throws {
        let stamp = DeviceDateTime(year: 2026, month: 11, day: 23, hour: 9, minute: 30, second: 0)
        let measured = DeviceState().time(of: .device(stamp), in: try context(utcOffsetMinutes: 90))
        #expect(measured.time.description == "2026-11-23T08:00:00.000Z")
        #expect(measured.quality == .estimated)
    }

    @Test("A stamp without a date is when the value came")
    func dateless() throws {
        let stamp = DeviceDateTime(year: 0, month: 0, day: 0, hour: 9, minute: 30, second: 0)
        let measured = DeviceState().time(of: .device(stamp), in: try context())
        #expect(measured.time == Self.now)
        #expect(measured.quality == .estimated)
    }

    @Test("Corrected says so; a clock that is right is as good as the gateway's")
    func quality() throws {
        let shown = try #require(Timestamp("2026-11-23T09:00:00Z"))
        let stamp = DeviceDateTime(year: 2026, month: 11, day: 23, hour: 8, minute: 0, second: 0)
        var state = DeviceState()
        state.clock = DeviceClock(showing: shown, at: shown + .seconds(1000))
        #expect(
            try state.time(of: .device(stamp), in: context())
                == MeasuredTime(time: shown - .seconds(2600), quality: .corrected, basis: .device))
        state.clock = DeviceClock(showing: shown, at: shown + .seconds(1))
        #expect(
            try state.time(of: .device(stamp), in: context())
                == MeasuredTime(time: shown - .seconds(3599), quality: .synchronized, basis: .device))
    }

    @Test("A stamp in base time is of the clock behind the one that is shown, where the device has both")
    func baseTime() throws {
        let now = try #require(Timestamp("2026-11-23T09:00:00Z"))
        let stamp = DeviceDateTime(year: 2026, month: 11, day: 23, hour: 8, minute: 0, second: 0)
        var state = DeviceState()
        // Shown is local time, an hour east.
        state.clock = DeviceClock(showing: now + .seconds(3600), at: now)
        #expect(try state.time(of: .deviceBase(stamp), in: context()).time == now - .seconds(7200))
        state.baseClock = DeviceClock(showing: now, at: now)
        #expect(
            try state.time(of: .deviceBase(stamp), in: context())
                == MeasuredTime(time: now - .seconds(3600), quality: .synchronized, basis: .device))
        #expect(try state.time(of: .device(stamp), in: context()).time == now - .seconds(7200))
    }
}
