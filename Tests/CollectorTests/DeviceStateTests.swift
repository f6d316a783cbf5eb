// Where beats lie in time.

import Testing
import Vitals

@testable import Collector

@Suite("Beats in time")
struct DeviceStateTests {
    private func time(_ milliseconds: Int64) -> Timestamp { Timestamp(milliseconds: milliseconds) }

    @Test("The last beat comes with the frame, each earlier one the intervals after it before")
    func earlier() {
        var state = DeviceState()
        #expect(state.beats(of: [800, 900, 1000], arriving: time(10_000)) == [time(8100), time(9000), time(10_000)])
    }

    @Test("Beats of a following frame never lie before those of the one before, and never after their own frame")
    func spedUp() {
        var state = DeviceState()
        _ = state.beats(of: [800], arriving: time(10_000))
        #expect(state.beats(of: [800, 800, 800], arriving: time(10_050)) == [time(10_000), time(10_000), time(10_050)])
    }

    @Test("A frame of a backlog keeps its own times and changes nothing for the next one")
    func backlog() {
        var state = DeviceState()
        _ = state.beats(of: [800], arriving: time(10_000))
        #expect(state.beats(of: [700, 800], arriving: time(5000)) == [time(4200), time(5000)])
        #expect(state.beat == time(10_000))
    }

    @Test("A frame without intervals has no beats")
    func none() {
        var state = DeviceState()
        #expect(state.beats(of: [], arriving: time(1000)).isEmpty)
    }

    @Test("Skin contact is told when it changes and every minute")
    func contact() {
        var state = DeviceState()
        let told = [0, 1, 59, 60, 61, 62].map { state.tells(contact: $0 != 61, at: time(Int64($0) * 1000)) }
        #expect(told == [true, false, false, true, true, true])
    }
}
