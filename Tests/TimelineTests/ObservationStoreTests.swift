// Observations come back as they went in, once, in order.

import GRDB
import Testing
import Timeline
import Vitals

@Suite("The timeline")
struct ObservationStoreTests {
    @Test("An observation comes back with everything that it had")
    func whole() throws {
        try TimelineFile.open().write { db throws in
            let observation = try Observation.sample(at: 1000, value: 71.5, offset: 9, frame: 2, part: 3)
            try ObservationStore(db).insert([observation], at: .start)
            #expect(try ObservationStore(db).latest(of: PersonID("anna")) == [observation])
        }
    }

    @Test("Pages follow one another without a gap or a repeat, also where many values have one time")
    func pages() throws {
        try TimelineFile.open().write { db throws in
            let store = ObservationStore(db)
            let all = try (0..<25).map { try Observation.sample(at: Int64($0 / 5) * 1000, value: Double($0), offset: Int64($0)) }
            try store.insert(
                all.shuffled() + [.sample("ben", at: 0, offset: 99), .sample("anna", .rrInterval, at: 0, offset: 98)], at: .start)
            var found: [Observation] = []
            var cursor: ObservationCursor?
            var pages = 0
            repeat {
                let page = try store.page(query(limit: 4, after: cursor))
                found += page.observations
                cursor = page.next
                pages += 1
            } while cursor != nil && pages < 100
            #expect(found == all)
            #expect(pages == 7)
        }
    }

    @Test("A stretch of time includes its begin and not its end")
    func range() throws {
        try TimelineFile.open().write { db throws in
            let store = ObservationStore(db)
            try store.insert((0..<5).map { try .sample(at: Int64($0) * 1000, offset: Int64($0)) }, at: .start)
            let page = try store.page(query(from: 1000, to: 3000, limit: 10))
            #expect(page.observations.map(\.time.milliseconds) == [1000, 2000])
            #expect(page.next == nil)
        }
    }

    @Test("Nobody, and a metric that nobody has, give an empty page")
    func nothing() throws {
        try TimelineFile.open().write { db throws in
            #expect(try ObservationStore(db).page(query(limit: 10)) == ObservationPage(observations: [], next: nil))
            #expect(try ObservationStore(db).hasObservations(of: PersonID("anna")) == false)
            #expect(try ObservationStore(db).lastPlace() == 0)
        }
    }

    @Test("Whoever follows gets what was projected since, a transaction after the other")
    func follow() throws {
        try TimelineFile.open().write { db throws in
            let store = ObservationStore(db)
            try store.insert([.sample(at: 5000, offset: 1)], at: .start)
            let seen = try store.lastPlace()
            try store.insert([.sample(at: 1000, offset: 2, part: 1), .sample("ben", at: 3000, offset: 2)], at: .start)
            try store.insert([.sample("ben", at: 4000, offset: 3)], at: .start)
            let news = try store.news(after: seen, limit: 10)
            #expect(Set(news.observations.map(\.person.text)) == ["anna", "ben"] && !news.isPartial)
            #expect(try store.news(after: seen, limit: 1).isPartial)
            let lastPlace = try store.lastPlace()
            #expect(news.place == lastPlace)
            #expect(try store.news(after: news.place, limit: 10).observations.isEmpty)
            #expect(try store.people(limit: 10).map(\.text) == ["anna", "ben"])
            #expect(try store.people(after: "anna", limit: 10).map(\.text) == ["ben"])
        }
    }

    private func query(from: Int64 = 0, to: Int64 = 1_000_000, limit: Int, after: ObservationCursor? = nil) throws -> ObservationQuery {
        ObservationQuery(
            person: try PersonID("anna"), metric: .heartRate, from: Timestamp(milliseconds: from), to: Timestamp(milliseconds: to),
            limit: limit, after: after)
    }
}
