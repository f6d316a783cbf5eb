// Hours become whole, values come late, clocks were wrong: what is there in the end depends on none of it.

import Foundation
import GRDB
import TestSupport
import Testing
import Vitals

@testable import Timeline

@Suite("Hours of the timeline")
struct HourTests {
    private let person: PersonID

    init() throws {
        person = try PersonID("anna")
    }

    /// Two metrics over some hours, each value from a frame of its own.
    private func observations(_ count: Int, using random: inout SeededGenerator) throws -> [Observation] {
        try (0..<count).map { index in
            let time = Timestamp.start.milliseconds + Int64.random(in: 0..<20_000_000, using: &random)
            let value = Double(Int.random(in: 40...180, using: &random))
            return try .sample(
                "anna", index % 3 == 0 ? .rrInterval : .heartRate, at: time, value: value, offset: Int64(index), quality: .good,
                isSimulated: index % 7 == 0)
        }
    }

    /// Everything that is kept of samples and rollups, byte by byte, by the names of its series.
    private func content(_ db: Database) throws -> [String] {
        let chunks = try Row.fetchAll(
            db,
            sql: """
                SELECT person, metric, simulated, hour_ms, place, hex(body) FROM chunk JOIN series USING (series_id)
                ORDER BY person, metric, simulated, hour_ms, place
                """)
        let rollups = try Row.fetchAll(
            db,
            sql: """
                SELECT person, metric, simulated, resolution, start_ms, hex(body) FROM rollup JOIN series USING (series_id)
                ORDER BY person, metric, simulated, resolution, start_ms
                """)
        return (chunks + rollups).map { $0.databaseValues.map(\.description).joined(separator: "|") }
    }

    @Test("The same values in any order and in any number of transactions make the same bytes", arguments: 0..<3 as Range<UInt64>)
    func anyOrder(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let observations = try observations(300, using: &random)
        let (once, often) = (try TimelineFile.open(), try TimelineFile.open())
        let expected = try once.write { db throws in
            let store = ObservationStore(db)
            // Origins and series get their rows in this order both times.
            try store.insert(observations, at: .start)
            try store.compactAll()
            return try content(db)
        }
        try often.write { db throws in
            let store = ObservationStore(db)
            for (index, observation) in observations.shuffled(using: &random).enumerated() {
                try store.insert([observation], at: .start)
                if index % 97 == 0 { try store.compactAll() }
            }
            try store.compactAll()
            let found = try content(db)
            #expect(found == expected)
            #expect(try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM fresh") == 0)
        }
    }

    @Test("Pages and rollups are the same before, while and after hours become whole", arguments: 0..<4 as Range<UInt64>)
    func anyTime(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let observations = try observations(500, using: &random)
        let from = Timestamp(milliseconds: Timestamp.start.milliseconds + 3_000_000)
        let to = Timestamp(milliseconds: Timestamp.start.milliseconds + 15_000_000)
        let query = ObservationQuery(person: person, metric: .heartRate, from: from, to: to, limit: 10_000)
        let expected = observations.filter { $0.metric == .heartRate && $0.time >= from && $0.time < to }
            .sorted { ($0.time.milliseconds, $0.source.offset) < ($1.time.milliseconds, $1.source.offset) }
        try TimelineFile.open().write { db throws in
            let store = ObservationStore(db)
            for part in 0..<3 {
                try store.insert(observations.enumerated().filter { $0.offset % 3 == part }.map(\.element), at: .start)
                if part == 1 { try store.compactAll() }
            }
            for _ in 0..<2 {
                let page = try store.page(query)
                #expect(page.observations == expected)
                for resolution in Resolution.allCases {
                    let rollups = try store.rollups(
                        RollupQuery(
                            person: person, metric: .heartRate, isSimulated: false, from: from, to: to, resolution: resolution))
                    check(rollups, resolution, observations)
                }
                try store.compactAll()
            }
        }
    }

    private func check(_ points: [RollupPoint], _ resolution: Resolution, _ observations: [Observation]) {
        for point in points {
            let end = Timestamp(milliseconds: point.start.milliseconds + resolution.milliseconds)
            let values = observations.filter {
                $0.metric == .heartRate && !$0.isSimulated && $0.time >= point.start && $0.time < end
            }.map(\.value)
            #expect(Int(point.rollup.count) == values.count && point.rollup.min == values.min() && point.rollup.max == values.max())
        }
        #expect(!points.isEmpty)
    }

    @Test("A year in a thousand points has at most so many, and an hour's are minutes")
    func points() throws {
        let year = RollupQuery(
            person: person, metric: .heartRate, isSimulated: false, from: .start,
            to: Timestamp(milliseconds: Timestamp.start.milliseconds + 365 * 86_400_000), pointsMax: 1000)
        #expect(year.resolution == .sixHours && year.buckets == 2)
        let hour = RollupQuery(
            person: person, metric: .heartRate, isSimulated: false, from: .start,
            to: Timestamp(milliseconds: Timestamp.start.milliseconds + 3_600_000), pointsMax: 1000)
        #expect(hour.resolution == .minute && hour.buckets == 1)
    }

    @Test("What is fresh of a gateway is shared out once it is old or much")
    func schedule() throws {
        try TimelineFile.open().write { db throws in
            let store = ObservationStore(db)
            try store.insert([.sample(at: 1000)], at: .start)
            #expect(try store.compact(at: .start + .seconds(299), limit: 10) == 0)
            #expect(try store.compact(at: .start + .seconds(300), limit: 10) == 1)
            try store.insert((0..<131_071).map { try .sample(at: Int64($0), offset: Int64($0)) }, at: .start)
            #expect(try store.compact(at: .start, limit: 10) == 0)
            try store.insert([.sample(at: 200_000)], at: .start)
            #expect(try store.compact(at: .start, limit: 10) == 1)
        }
    }

    private func query() throws -> ObservationQuery {
        ObservationQuery(
            person: person, metric: .heartRate, from: Timestamp(milliseconds: 0), to: Timestamp(milliseconds: 10_000_000), limit: 1000)
    }

    @Test(
        "A batch whose clock was wrong moves, with its rollups and the latest value; what the device timed stays", arguments: [false, true])
    func move(isWhole: Bool) throws {
        try TimelineFile.open().write { db throws in
            let store = ObservationStore(db)
            let gateway = try GatewayID("ward")
            try store.insert(
                [
                    .sample(at: 1000, value: 60, offset: 1, quality: .good, isSimulated: false, basis: .gateway),
                    .sample(at: 2000, value: 61, offset: 2, quality: .good, isSimulated: false, basis: .device),
                    .sample(at: 3000, value: 62, offset: 2, part: 1, quality: .good, isSimulated: false, basis: .gateway),
                ], at: .start)
            if isWhole { try store.compactAll() }
            let range = Timestamp(milliseconds: 0)...Timestamp(milliseconds: 10_000)
            try store.move([BatchShift(offsets: 2...2, milliseconds: 7_200_000, range: range)], of: gateway)
            let moved = try store.page(query()).observations
            #expect(moved.map(\.time.milliseconds) == [1000, 2000, 7_203_000])
            #expect(moved.map(\.timeQuality) == [.estimated, .estimated, .corrected])
            #expect(try store.latest(of: person).map(\.time.milliseconds) == [7_203_000])
            let hours = try store.rollups(
                RollupQuery(
                    person: person, metric: .heartRate, isSimulated: false, from: range.lowerBound,
                    to: Timestamp(milliseconds: 10_000_000), resolution: .hour))
            #expect(hours.map(\.rollup.count) == [2, 1] && hours.map(\.start.milliseconds) == [0, 7_200_000])
            // And back: the hour that it leaves is empty.
            let there = Timestamp(milliseconds: 7_200_000)...Timestamp(milliseconds: 7_300_000)
            try store.move([BatchShift(offsets: 2...2, milliseconds: -7_200_000, range: there)], of: gateway)
            #expect(try store.page(query()).observations.map(\.time.milliseconds) == [1000, 2000, 3000])
            #expect(try store.latest(of: person).map(\.time.milliseconds) == [3000])
            #expect(try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM rollup WHERE resolution = 0") == 1)
        }
    }

    @Test("Rows of an earlier version are taken over")
    func migration() throws {
        let queue = try DatabaseQueue()
        var migrator = DatabaseMigrator()
        TimelineSchema.register(in: &migrator)
        try migrator.migrate(queue, upTo: "timeline 1 observations")
        try queue.write { db in
            try db.execute(
                sql: """
                    INSERT INTO series VALUES (1, 'anna', 'heart_rate');
                    INSERT INTO origin VALUES (1, 'ward', 1);
                    INSERT INTO observation VALUES (1, 5000, 7, 2, 3, 1, 71.5, 2, 3, 1), (1, 4000, 6, 0, 0, 1, 70, 0, 0, 0);
                    """)
        }
        try migrator.migrate(queue)
        try queue.read { db in
            let found = try ObservationStore(db).page(query()).observations
            #expect(found.map(\.value) == [70, 71.5] && found.map(\.isSimulated) == [false, true])
            #expect(found.last?.source == FrameReference(offset: 7, frame: 2, part: 3))
            #expect(found.last?.quality == .noContact && found.last?.timeQuality == .corrected)
        }
    }
}
