import Conditions
import Foundation
import HeartRhythm
import Testing
import Vitals

@Suite("Irregular rhythm, sustained")
struct IrregularRhythmTests {
    private let regular = Array(repeating: 800.0, count: 200)

    @Test("A minute of irregular readings is a condition, a minute of regular ones its end")
    func raisedAndCleared() throws {
        var feed = Feed()
        feed.beats(regular)
        let onset = feed.now
        feed.beats(Feed.irregular(400))
        #expect(feed.told.filter { $0.hasSuffix("rhythm") } == ["+irregular_rhythm"])
        let raised = try #require(feed.changes.first { $0.kind == .irregularRhythm })
        // Of the beat that the reading was about, not of the one that it waited for.
        #expect(abs((raised.since - onset).inSeconds) < 15)
        #expect(raised.at - raised.since >= .seconds(59))
        #expect(raised.at - onset < .seconds(150))
        #expect(try #require(raised.evidence.value(Evidence.duration)) >= 60)
        #expect(try #require(raised.evidence.value(Evidence.score)) > IrregularRhythmDetector.scoreMin)
        #expect(raised.evidence.value(Evidence.limit) == IrregularRhythmDetector.scoreMin)
        let beats = try #require(raised.evidence.first { $0.name == "rr_interval" }?.series)
        #expect(beats.count == 64 && beats.allSatisfy { $0 > 0 })
        feed.beats(regular)
        #expect(feed.monitor.present == [])
        #expect(feed.told.filter { $0.hasSuffix("rhythm") } == ["+irregular_rhythm", "-irregular_rhythm"])
    }

    @Test("A short run of irregular beats is none")
    func shortRun() {
        var feed = Feed()
        for seed in 0..<10 {
            feed.beats(regular)
            feed.beats(Feed.irregular(60, seed: UInt64(seed)))
        }
        feed.beats(regular)
        #expect(feed.told == [])
    }

    @Test("A sped-up recording gives the same condition at the same beat", arguments: [1.0, 5, 20, 100])
    func spedUp(speed: Double) throws {
        var feed = Feed()
        var raisedAfter: [Int] = []
        for (index, interval) in (regular + Feed.irregular(400)).enumerated() {
            let before = feed.changes.count
            feed.beats([interval], speed: speed)
            if feed.changes.dropFirst(before).contains(where: { $0.kind == .irregularRhythm }) { raisedAfter.append(index) }
        }
        #expect(raisedAfter.count == 1)
        let raised = try #require(raisedAfter.first)
        var slow = Feed()
        slow.beats((regular + Feed.irregular(400)).prefix(raised))
        #expect(!slow.monitor.present.contains(.irregularRhythm))
        slow.beats([Feed.irregular(400)[raised - regular.count]])
        #expect(slow.monitor.present.contains(.irregularRhythm))
    }

    @Test("Beats lost by the link make no irregular rhythm")
    func lostBeats() {
        var feed = Feed()
        for round in 0..<40 {
            // Between gaps the rhythm is even; only across them intervals of different rates would meet.
            feed.beats(Array(repeating: round.isMultiple(of: 2) ? 800 : 650, count: 30))
            feed.silence(8)
        }
        #expect(feed.told == [])
        #expect(feed.monitor.rhythm.rhythm == .regular)
    }

    @Test("After a long silence the rhythm is unknown")
    func longSilence() {
        var feed = Feed()
        feed.beats(regular)
        #expect(feed.monitor.rhythm.rhythm == .regular)
        feed.silence(61)
        feed.beats([800])
        #expect(feed.monitor.rhythm == .none)
    }

    @Test("Beats without skin contact are not neighbours of others")
    func noContact() {
        var feed = Feed()
        feed.beats(regular)
        feed.beats(Feed.irregular(400), quality: .noContact)
        #expect(feed.told == [])
        feed.beats([800])
        _ = feed.monitor.observe(Feed.observation(.skinContact, 0, at: feed.now), received: feed.now)
        feed.beats([800, 800, 800])
        #expect(feed.monitor.rhythm.rhythm != .irregular)
    }

    @Test("A second strap on the same person does not mix its beats with the first one's")
    func secondStrap() {
        var feed = Feed()
        for index in 0..<400 {
            feed.beats([800])
            let other = Feed.observation(.rrInterval, Double(500 + index * 37 % 600), at: feed.now, device: Feed.otherStrap)
            feed.changes += feed.monitor.observe(other, received: feed.now)
        }
        #expect(feed.told == [])
        #expect(feed.monitor.rhythm.rhythm == .regular)
    }

    @Test("The repository's excerpt of a patient: one condition, within two minutes of the onset", arguments: [1.0, 20])
    func excerpt(speed: Double) throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "edge/Recordings/atrial-fibrillation.csv"), encoding: .utf8)
        let rows = text.split(separator: "\n").dropFirst().map { $0.split(separator: ",") }
        let intervals = try rows.map { try #require(Double($0[0])) }
        let onset = try #require(rows.firstIndex { $0[1] == "A" }) - rows.startIndex
        var feed = Feed()
        feed.beats(intervals[..<onset], speed: speed)
        #expect(feed.told == [])
        let began = feed.now
        feed.beats(intervals[onset...], speed: speed)
        let rhythm = feed.changes.filter { $0.kind == .irregularRhythm }
        #expect(rhythm.count == 1)
        #expect(try #require(rhythm.first).isPresent)
        #expect((try #require(rhythm.first).at - began) < .seconds(120 / speed))
    }
}
