// What acknowledgements start from after a restart.

import EventLog
import Testing
import Uplink
import Vitals

@Suite("Durable ranges")
struct DurableStreamsTests {
    @Test("Runs of sequences come back as ranges, for each gateway and epoch")
    func ranges() async throws {
        let file = try LogFile()
        let log = try file.open()
        _ = try await log.append(
            ([5, 1, 2, 3, 9, 8, 12] as [UInt64]).map { try .sample($0) } + [.sample(4, of: "ward", epoch: .max), .sample(3, of: "home")])
        let streams = try await file.open().durableStreams()
        let byKey = Dictionary(uniqueKeysWithValues: streams.map { ("\($0.gateway) \($0.epoch)", $0.ranges.ranges) })
        #expect(byKey == ["ward 7": [1...3, 5...5, 8...9, 12...12], "ward \(UInt64.max)": [4...4], "home 7": [3...3]])
    }

    @Test("What gaps account for comes back too, once, for each gateway and epoch")
    func lost() async throws {
        let file = try LogFile()
        let log = try file.open()
        let lost = [
            EpochRanges(epoch: 7, ranges: SequenceRanges([4...6, 9...9])), EpochRanges(epoch: .max, ranges: SequenceRanges(1...2)),
        ]
        let batch = try ArrivedEvent.sample(1)
        let telling = ArrivedEvent(key: batch.key, received: batch.received, body: batch.body, lost: lost)
        _ = try await log.append([telling, .sample(2)])
        _ = try await log.append([telling])
        let streams = try await file.open().durableStreams()
        let byKey = Dictionary(uniqueKeysWithValues: streams.map { ("\($0.gateway) \($0.epoch)", [$0.ranges.ranges, $0.lost.ranges]) })
        #expect(byKey == ["ward 7": [[1...2], [4...6, 9...9]], "ward \(UInt64.max)": [[], [1...2]]])
    }

    @Test("An empty log has none")
    func empty() async throws {
        let file = try LogFile()
        #expect(try await file.open().durableStreams().isEmpty)
    }

    @Test("They are read in one pass over an index, without sorting the rows")
    func plan() throws {
        let file = try LogFile()
        let plan = try file.open().plan(of: EventSQL.runEnds)
        #expect(plan.contains { $0.contains("SCAN event USING COVERING INDEX sqlite_autoindex_event_1") }, "\(plan)")
        #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
    }

    @Test(
        "Following and looking up are searches",
        arguments: [
            (EventSQL.after, "SEARCH event USING INTEGER PRIMARY KEY (rowid>?)"),
            (EventSQL.body, "SEARCH event USING INDEX sqlite_autoindex_event_1 (source=? AND epoch=? AND sequence=?)"),
            (EventSQL.lastOffset, "SEARCH event"),
        ])
    func searches(sql: String, expected: String) throws {
        let file = try LogFile()
        let plan = try file.open().plan(of: sql)
        #expect(plan == [expected])
    }

    @Test("The newest event of a kind is found among its source's own")
    func latestOfKind() throws {
        let file = try LogFile()
        let plan = try file.open().plan(of: EventSQL.latestOfKind)
        #expect(plan == ["SEARCH event USING INDEX sqlite_autoindex_event_1 (source=?)", "USE TEMP B-TREE FOR ORDER BY"])
    }
}
