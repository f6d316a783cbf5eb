// Numbers that wrap, or start again.

import GATT
import Testing
import Vitals

extension RecordFetchTests {
    @Test("A device whose numbers started again is fetched from the start")
    func restarted() {
        var fetch = Gateway()
        _ = fetch.started(at: Self.at(0), watermark: 500)
        _ = fetch.response(Self.response(6), at: Self.at(1))
        _ = fetch.record(1, at: Self.at(2))
        #expect(fetch.response(Self.response(1), at: Self.at(3)) == [.setBack(nil), Self.all, .waitUntil(Self.at(33))])
        #expect(fetch.record(0, at: Self.at(4)) == [])
        #expect(fetch.record(1, at: Self.at(4)) == [])
        #expect(fetch.committed(upTo: 1, at: Self.at(4)) == [.advance(1)])
        #expect(fetch.response(Self.response(1), at: Self.at(5)) == [Self.complete(2)])
    }

    @Test("So is one that cannot filter")
    func restartedWithoutFilter() {
        var fetch = Gateway()
        _ = fetch.started(at: Self.at(0), watermark: 500)
        _ = fetch.response(Self.response(9), at: Self.at(1))
        #expect(fetch.record(0, at: Self.at(2)) == [.ignore(0)])
        #expect(fetch.record(1, at: Self.at(2)) == [.ignore(1)])
        #expect(fetch.response(Self.response(1), at: Self.at(3)) == [.setBack(nil), Self.all, .waitUntil(Self.at(33))])
        #expect(fetch.record(0, at: Self.at(4)) == [])
        #expect(fetch.committed(upTo: 0, at: Self.at(4)) == [])
        #expect(fetch.response(Self.response(1), at: Self.at(5)) == [.advance(0), Self.complete(1)])
    }

    @Test("Numbers wrap from 65535 to 0: all is asked for, what is older is ignored")
    func wrap() {
        var fetch = Gateway()
        #expect(fetch.started(at: Self.at(0), watermark: .max).first == Self.all)
        #expect(fetch.record(65_534, at: Self.at(1)) == [.ignore(65_534)])
        #expect(fetch.record(65_535, at: Self.at(1)) == [.ignore(65_535)])
        #expect(fetch.record(0, at: Self.at(1)) == [])
        #expect(fetch.record(1, at: Self.at(1)) == [])
        #expect(fetch.committed(upTo: 1, at: Self.at(2)) == [.advance(1)])
        #expect(fetch.response(Self.response(1), at: Self.at(3)) == [Self.complete(2)])
    }

    @Test("Numbers that wrapped beyond the filter are found by the newest record")
    func wrapFound() {
        var fetch = Gateway()
        _ = fetch.started(at: Self.at(0), watermark: 65_530)
        _ = fetch.record(65_533, at: Self.at(1))
        _ = fetch.committed(upTo: 65_533, at: Self.at(1))
        #expect(fetch.response(Self.response(1), at: Self.at(2)) == [.advance(65_533), Self.last, .waitUntil(Self.at(32))])
        _ = fetch.record(2, at: Self.at(2))
        #expect(fetch.response(Self.response(1), at: Self.at(3)) == [Self.all, .waitUntil(Self.at(33))])
        #expect(fetch.record(65_533, at: Self.at(4)) == [.ignore(65_533)])
        #expect(fetch.record(2, at: Self.at(4)) == [])
        #expect(fetch.committed(upTo: 2, at: Self.at(4)) == [])
        #expect(fetch.response(Self.response(1), at: Self.at(5)) == [.advance(2), Self.complete(2)])
    }

    @Test("What is measured meanwhile is fetched too; a newest record that no request brings ends the search")
    func meanwhile() {
        var fetch = Gateway()
        _ = fetch.started(at: Self.at(0), watermark: 5)
        _ = fetch.record(6, at: Self.at(1))
        _ = fetch.committed(upTo: 6, at: Self.at(1))
        _ = fetch.response(Self.response(1), at: Self.at(2))
        _ = fetch.record(7, at: Self.at(3))
        #expect(fetch.response(Self.response(1), at: Self.at(3)).first == Self.atLeast(7))
        #expect(fetch.response(Self.response(6), at: Self.at(4)).first == Self.last)
        _ = fetch.record(7, at: Self.at(5))
        #expect(fetch.response(Self.response(1), at: Self.at(5)).first == Self.all)
        #expect(fetch.response(Self.response(6), at: Self.at(6)) == [Self.complete(1)])
    }
}
