import Conditions
import Foundation
import TestSupport
import Testing
import Vitals

@Suite("The monitor of one person")
struct PersonMonitorTests {
    /// Something that can happen to a monitor.
    enum Event {
        case observation(Observation)
        case tick(Timestamp)
    }

    private func apply(_ event: Event, to monitor: inout PersonMonitor) -> [ConditionChange] {
        switch event {
        case .observation(let observation): monitor.observe(observation, received: observation.time)
        case .tick(let now): monitor.tick(at: now)
        }
    }

    /// Hours of a strap that is worn badly, on a heart that does everything.
    private func events(seed: UInt64, count: Int = 3000) -> [Event] {
        var generator = SeededGenerator(seed: seed)
        var events: [Event] = []
        var feed = Feed()
        var mode = 0
        for _ in 0..<count {
            if Int.random(in: 0..<200, using: &generator) == 0 { mode = Int.random(in: 0..<4, using: &generator) }
            let interval =
                switch mode {
                case 0: 800.0
                case 1: 420.0
                case 2: 1600.0
                default: Double(Int.random(in: 350...1100, using: &generator))
                }
            feed.seconds += interval / 1000
            if Int.random(in: 0..<100, using: &generator) == 0 { feed.seconds += Double.random(in: -3...90, using: &generator) }
            let quality = ObservationQuality.allCases[Int.random(in: 0..<20, using: &generator) == 0 ? 2 : 0]
            events.append(.observation(Feed.observation(.rrInterval, interval, at: feed.now, quality: quality, isSimulated: true)))
            if mode != 3 { events.append(.observation(Feed.observation(.heartRate, 60_000 / interval, at: feed.now, quality: quality))) }
            if Int.random(in: 0..<5, using: &generator) == 0 { events.append(.tick(feed.now)) }
        }
        return events
    }

    @Test("Stored and read back at any moment, it says the same, bit for bit", arguments: 0..<8)
    func snapshots(seed: UInt64) throws {
        var monitor = PersonMonitor(person: Feed.person)
        var restored = monitor
        var kinds: Set<ConditionKind> = []
        for (index, event) in events(seed: seed).enumerated() {
            if index.isMultiple(of: 97) {
                restored = try JSONDecoder().decode(PersonMonitor.self, from: JSONEncoder().encode(restored))
                #expect(restored == monitor)
            }
            let changes = apply(event, to: &monitor)
            #expect(apply(event, to: &restored) == changes)
            kinds.formUnion(changes.map(\.kind))
        }
        #expect(kinds.count >= 2)
    }

    @Test("Conditions begin and end in turn", arguments: 0..<8)
    func alternates(seed: UInt64) {
        var monitor = PersonMonitor(person: Feed.person)
        var present: Set<ConditionKind> = []
        for event in events(seed: seed) {
            for change in apply(event, to: &monitor) {
                #expect(present.contains(change.kind) != change.isPresent)
                #expect(change.since <= change.at)
                if change.isPresent { present.insert(change.kind) } else { present.remove(change.kind) }
            }
            #expect(Set(monitor.present) == present)
        }
    }

    @Test("No input traps it", arguments: 0..<8)
    func anything(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var monitor = PersonMonitor(person: Feed.person)
        let values = [Double.nan, .infinity, -.infinity, 0, -0.0, -1, 1e308, -1e308, .leastNonzeroMagnitude, 80, 150, 800, 3000, 200]
        let times = [Int64.min, .min + 1, -1, 0, 1, Feed.start.milliseconds, .max - 1, .max]
        for _ in 0..<5000 {
            let near = Int64.random(in: -100_000...100_000, using: &generator)
            let time = Timestamp(milliseconds: times.randomElement(using: &generator)!.addingReportingOverflow(near).partialValue)
            if Int.random(in: 0..<10, using: &generator) == 0 { _ = monitor.tick(at: time) }
            let observation = Feed.observation(
                Metric.all.randomElement(using: &generator)!, values.randomElement(using: &generator)!, at: time,
                quality: ObservationQuality.allCases.randomElement(using: &generator)!,
                device: Bool.random(using: &generator) ? Feed.strap : Feed.otherStrap)
            for change in monitor.observe(observation, received: observation.time) {
                #expect(change.evidence.allSatisfy { $0.value.isFinite })
            }
        }
    }

    @Test("Late observations change nothing but what is newer counts")
    func outOfOrder() {
        var feed = Feed()
        feed.heartRate(80, for: 10)
        let before = feed.monitor
        for second in 0..<10 {
            let late = Feed.observation(.heartRate, 150, at: Feed.at(Double(second)))
            #expect(feed.monitor.observe(late, received: feed.now) == [])
        }
        #expect(feed.monitor == before)
    }

    @Test("Another person's observation changes nothing")
    func anotherPerson() throws {
        var feed = Feed()
        let before = feed.monitor
        let other = Feed.observation(.heartRate, 150, at: feed.now, person: try PersonID("bea"))
        #expect(feed.monitor.observe(other, received: feed.now) == [])
        #expect(feed.monitor == before)
    }

    @Test("Changes say whether a simulator made them")
    func simulated() {
        for isSimulated in [true, false] {
            var feed = Feed()
            for second in 0..<70 {
                let time = Feed.at(Double(second))
                feed.changes += feed.monitor.observe(Feed.observation(.heartRate, 150, at: time, isSimulated: isSimulated), received: time)
            }
            feed.silence(200)
            feed.tick()
            #expect(feed.told == ["+heart_rate_high", "+no_data"])
            #expect(feed.changes.allSatisfy { $0.isSimulated == isSimulated })
        }
    }

    @Test("The stored form of times and names is a number and a text; a bad name is refused")
    func storedForm() throws {
        let change = ConditionChange(
            person: try PersonID("anna"), kind: .noData, isPresent: true, at: Timestamp(milliseconds: 5), since: Timestamp(milliseconds: 3),
            evidence: [.duration(.seconds(30))], isSimulated: false)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let json = String(decoding: try encoder.encode(change), as: UTF8.self)
        #expect(
            json == #"{"at":5,"evidence":[{"name":"duration","unit":"s","value":30}],"isPresent":true,"isSimulated":false,"#
                + #""kind":"no_data","person":"anna","since":3}"#)
        #expect(try JSONDecoder().decode(ConditionChange.self, from: Data(json.utf8)) == change)
        let bad = json.replacing("anna", with: "an/na")
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(ConditionChange.self, from: Data(bad.utf8)) }
    }

    @Test("A stored device address is a number; one with bits too high is refused")
    func storedAddress() throws {
        let address = try #require(DeviceAddress("C0:00:00:00:00:01", isRandom: true))
        #expect(try JSONDecoder().decode(DeviceAddress.self, from: JSONEncoder().encode(address)) == address)
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(DeviceAddress.self, from: Data("562949953421312".utf8)) }
    }
}
