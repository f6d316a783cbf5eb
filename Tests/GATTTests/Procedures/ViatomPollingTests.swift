import GATT
import Testing
import Vitals

@Suite("Asking a Viatom ring")
struct ViatomPollingTests {
    typealias Action = ViatomPolling.Action

    static func at(_ milliseconds: Int) -> Instant { Instant(sinceBoot: .milliseconds(milliseconds)) }

    static let information = Action.write(Vector.bytes("AA 14 EB 0000 0000 C6"))
    static let values = Action.write(Vector.bytes("AA 17 E8 0000 0000 1B"))

    @Test("It is asked what it is, once, and then every two seconds what it measures")
    func rhythm() {
        var polling = ViatomPolling()
        #expect(polling.started(at: Self.at(0)) == [Self.information, .waitUntil(Self.at(5000))])
        #expect(polling.response(at: Self.at(700)) == [.waitUntil(Self.at(2000))])
        for start in [2000, 4000, 6000] {
            #expect(polling.timer(at: Self.at(start - 1)) == [.waitUntil(Self.at(start))])
            #expect(polling.timer(at: Self.at(start)) == [Self.values, .waitUntil(Self.at(start + 5000))])
            #expect(polling.response(at: Self.at(start + 100)) == [.waitUntil(Self.at(start + 2000))])
        }
    }

    @Test("Nothing is asked while a response is awaited, and a late one is followed by the next request at once")
    func late() {
        var polling = ViatomPolling()
        _ = polling.started(at: Self.at(0))
        #expect(polling.timer(at: Self.at(2000)) == [.waitUntil(Self.at(5000))])
        #expect(polling.timer(at: Self.at(4999)) == [.waitUntil(Self.at(5000))])
        #expect(polling.response(at: Self.at(4999)) == [Self.values, .waitUntil(Self.at(9999))])
        #expect(polling.response(at: Self.at(5100)) == [.waitUntil(Self.at(6999))])
        #expect(polling.response(at: Self.at(5200)) == [], "nobody asked")
    }

    @Test("A lost response is given up, again and again")
    func lost() {
        var polling = ViatomPolling()
        _ = polling.started(at: Self.at(0))
        for start in [5000, 10_000, 15_000] {
            #expect(polling.timer(at: Self.at(start)) == [Self.values, .waitUntil(Self.at(start + 5000))])
        }
        #expect(polling.response(at: Self.at(15_050)) == [.waitUntil(Self.at(17_000))])
    }

    @Test("A refusal ends it, and so does the link; the next start asks what it is again")
    func ended() {
        var polling = ViatomPolling()
        #expect(polling.refused(.writeNotPermitted) == [])
        #expect(polling.timer(at: Self.at(0)) == [])
        #expect(polling.response(at: Self.at(0)) == [])
        _ = polling.started(at: Self.at(0))
        #expect(polling.refused(.writeNotPermitted) == [.finished(.writeNotPermitted)])
        #expect(polling.refused(.writeNotPermitted) == [])
        #expect(polling.timer(at: Self.at(9000)) == [])
        #expect(polling.started(at: Self.at(10_000)).first == Self.information)
        polling.linkLost()
        #expect(polling.response(at: Self.at(10_001)) == [])
        #expect(polling.timer(at: Self.at(20_000)) == [])
        #expect(polling.started(at: Self.at(30_000)).first == Self.information)
    }
}
