// The hot queries search; none sorts.

import GRDB
import Testing
import Timeline

@Suite("Query plans of the timeline")
struct TimelinePlanTests {
    @Test(
        "Each begins with a search of the observations and needs no sorting",
        arguments: [
            (
                ObservationSQL.page,
                "SEARCH observation USING PRIMARY KEY (series_id=? AND (time_ms,log_offset,frame,part)>(?,?,?,?) AND time_ms<?)"
            ),
            (ObservationSQL.newest, "SEARCH observation USING PRIMARY KEY (series_id=?)"),
            (ObservationSQL.after, "SEARCH observation USING INDEX sqlite_autoindex_observation_2 ((log_offset,frame,part)>(?,?,?))"),
        ])
    func observationsFirst(sql: String, expected: String) throws {
        let plan = try plan(of: sql)
        #expect(plan.first == expected, "\(plan)")
        #expect(plan.dropFirst().allSatisfy { $0.hasPrefix("SEARCH series USING") || $0.hasPrefix("SEARCH origin USING") }, "\(plan)")
    }

    @Test("A batch's observations are found by its place in the log")
    func move() throws {
        #expect(try plan(of: ObservationSQL.move) == ["SEARCH observation USING INDEX sqlite_autoindex_observation_2 (log_offset=?)"])
    }

    @Test(
        "Names are found by their index",
        arguments: [
            (ObservationSQL.seriesID, "SEARCH series USING COVERING INDEX sqlite_autoindex_series_1 (person=? AND metric=?)"),
            (ObservationSQL.originID, "SEARCH origin USING COVERING INDEX sqlite_autoindex_origin_1 (gateway=? AND device=?)"),
            (ObservationSQL.seriesOfPerson, "SEARCH series USING COVERING INDEX sqlite_autoindex_series_1 (person=?)"),
            (ObservationSQL.people, "SEARCH series USING COVERING INDEX sqlite_autoindex_series_1 (person>?)"),
        ])
    func names(sql: String, expected: String) throws {
        #expect(try plan(of: sql) == [expected])
    }

    private func plan(of sql: String) throws -> [String] {
        try TimelineFile.open().read { db in
            let statement = try db.makeStatement(sql: "EXPLAIN QUERY PLAN " + sql)
            statement.setUncheckedArguments(StatementArguments([Int?](repeating: nil, count: sql.filter { $0 == "?" }.count)))
            return try Row.fetchAll(statement).map { $0["detail"] }
        }
    }
}
