// The statements of the timeline, apart so that tests can ask SQLite for their plans.

package enum ObservationSQL {
    static let columns = """
        series.person, series.metric, origin.gateway, origin.device, observation.time_ms, observation.value, observation.quality,
        observation.time_quality, observation.simulated, observation.log_offset, observation.frame, observation.part
        """

    /// The origin is a scalar subquery's worth of rows: CROSS JOIN keeps SQLite from starting there.
    static let joined = "observation CROSS JOIN series USING (series_id) CROSS JOIN origin USING (origin_id)"

    package static let insert = """
        INSERT INTO observation
          (series_id, time_ms, log_offset, frame, part, origin_id, value, quality, time_quality, simulated)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (log_offset, frame, part) DO NOTHING
        """

    /// Codes of `TimeCode`: 0, 3, 4 and 5 rest on the gateway's clock, and 4 stays an estimate.
    package static let move = """
        UPDATE observation SET time_ms = time_ms + ?, time_quality = CASE time_quality WHEN 4 THEN 4 ELSE 3 END
        WHERE log_offset = ? AND time_quality IN (0, 3, 4, 5)
        """

    package static let seriesID = "SELECT series_id FROM series WHERE person = ? AND metric = ?"

    package static let originID = "SELECT origin_id FROM origin WHERE gateway = ? AND device = ?"

    /// One page of one person's values of one metric, oldest first, after a place and before a time.
    package static let page = """
        SELECT \(columns) FROM \(joined)
        WHERE observation.series_id = ?
          AND (observation.time_ms, observation.log_offset, observation.frame, observation.part) > (?, ?, ?, ?)
          AND observation.time_ms < ?
        ORDER BY observation.time_ms, observation.log_offset, observation.frame, observation.part LIMIT ?
        """

    /// The newest value of one series.
    package static let newest = """
        SELECT \(columns) FROM \(joined)
        WHERE observation.series_id = ?
        ORDER BY observation.time_ms DESC, observation.log_offset DESC, observation.frame DESC, observation.part DESC LIMIT 1
        """

    /// What was projected after a place of the log, in the log's order.
    package static let after = """
        SELECT \(columns) FROM \(joined)
        WHERE (observation.log_offset, observation.frame, observation.part) > (?, ?, ?)
        ORDER BY observation.log_offset, observation.frame, observation.part LIMIT ?
        """

    package static let seriesOfPerson = "SELECT series_id FROM series WHERE person = ? ORDER BY metric"

    package static let people = "SELECT DISTINCT person FROM series WHERE person > ? ORDER BY person LIMIT ?"

    package static let lastSource =
        "SELECT log_offset, frame, part FROM observation ORDER BY log_offset DESC, frame DESC, part DESC LIMIT 1"
}
