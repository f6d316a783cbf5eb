// The hot queries search; none sorts.

import GRDB
import Testing
import Timeline

@Suite("Query plans of the timeline")
struct TimelinePlanTests {
    @Test(
        "Samples and rollups are found by their index",
        arguments: [
            (ObservationSQL.chunksOfHour, ["SEARCH chunk USING INDEX sqlite_autoindex_chunk_1 (series_id=? AND hour_ms=?)"]),
            (ObservationSQL.lastChunkOfHour, ["SEARCH chunk USING INDEX sqlite_autoindex_chunk_1 (series_id=? AND hour_ms=?)"]),
            (ObservationSQL.raggedHours, ["SEARCH ragged USING PRIMARY KEY (hour_ms<?)"]),
            (ObservationSQL.freshOfGateway, ["SEARCH fresh USING INDEX fresh_gateway (gateway=?)"]),
            (ObservationSQL.news, ["SEARCH fresh USING INTEGER PRIMARY KEY (rowid>?)"]),
            (
                ObservationSQL.gatewaysOfSeries,
                [
                    "SEARCH series_origin USING COVERING INDEX origin_of_series (series_id=?)",
                    "SEARCH origin USING INTEGER PRIMARY KEY (rowid=?)", "USE TEMP B-TREE FOR DISTINCT",
                ]
            ),
            (
                ObservationSQL.rollups,
                ["SEARCH rollup USING INDEX sqlite_autoindex_rollup_1 (series_id=? AND resolution=? AND start_ms>? AND start_ms<?)"]
            ),
            (
                ObservationSQL.hours,
                ["SEARCH chunk USING COVERING INDEX sqlite_autoindex_chunk_1 (series_id=? AND hour_ms>? AND hour_ms<?)"]
            ),
        ])
    func samples(sql: String, expected: [String]) throws {
        #expect(try plan(of: sql) == expected)
    }

    @Test("The latest values of a person begin with the person's series")
    func latest() throws {
        #expect(
            try plan(of: ObservationSQL.seriesOfPerson)
                == ["SEARCH series USING COVERING INDEX sqlite_autoindex_series_1 (person=?)"])
        #expect(try plan(of: ObservationSQL.latest) == ["SEARCH latest USING INTEGER PRIMARY KEY (rowid=?)"])
    }

    @Test(
        "Names are found by their index",
        arguments: [
            (
                ObservationSQL.seriesID,
                "SEARCH series USING COVERING INDEX sqlite_autoindex_series_1 (person=? AND metric=? AND simulated=?)"
            ),
            (ObservationSQL.seriesIDs, "SEARCH series USING COVERING INDEX sqlite_autoindex_series_1 (person=? AND metric=?)"),
            (ObservationSQL.originID, "SEARCH origin USING COVERING INDEX sqlite_autoindex_origin_1 (gateway=? AND device=?)"),
            (ObservationSQL.person, "SEARCH series USING COVERING INDEX sqlite_autoindex_series_1 (person=?)"),
            (ObservationSQL.people, "SEARCH series USING COVERING INDEX sqlite_autoindex_series_1 (person>?)"),
        ])
    func names(sql: String, expected: String) throws {
        #expect(try plan(of: sql) == [expected])
    }

    private func plan(of sql: String) throws -> [String] {
        try TimelineFile.open().read { db in
            let statement = try db.makeStatement(sql: "EXPLAIN QUERY PLAN " + sql)
            // Numbered ones are three.
            let count = sql.contains("?1") ? 3 : sql.count { $0 == "?" }
            statement.setUncheckedArguments(StatementArguments([Int?](repeating: nil, count: count)))
            return try Row.fetchAll(statement).map { $0["detail"] }
        }
    }
}
