// The statements of the timeline, apart so that tests can ask SQLite for their plans.

package enum ObservationSQL {
    package static let seriesID = "SELECT series_id FROM series WHERE person = ? AND metric = ? AND simulated = ?"
    package static let seriesIDs = "SELECT series_id, simulated FROM series WHERE person = ? AND metric = ? ORDER BY simulated"
    package static let seriesName = "SELECT person, metric, simulated FROM series WHERE series_id = ?"
    package static let originID = "SELECT origin_id FROM origin WHERE gateway = ? AND device = ?"
    package static let originName = "SELECT gateway, device, name FROM origin WHERE origin_id = ?"
    package static let people = "SELECT DISTINCT person FROM series WHERE person > ? ORDER BY person LIMIT ?"
    package static let person = "SELECT 1 FROM series WHERE person = ? LIMIT 1"

    /// CROSS JOIN keeps SQLite from starting with the series.
    package static let seriesOfGateway = """
        SELECT DISTINCT series_origin.series_id FROM origin CROSS JOIN series_origin USING (origin_id) WHERE origin.gateway = ?
        """
    package static let gatewaysOfSeries = """
        SELECT DISTINCT origin.gateway FROM series_origin CROSS JOIN origin USING (origin_id) WHERE series_origin.series_id = ?
        ORDER BY origin.gateway
        """

    static let insertFresh = "INSERT INTO fresh (gateway, samples, body) VALUES (?, ?, ?)"
    static let insertHead = """
        INSERT INTO head (gateway, samples, since_ms) VALUES (?, ?, ?)
        ON CONFLICT (gateway) DO UPDATE SET samples = samples + excluded.samples
        """
    static let insertChunk = "INSERT INTO chunk (series_id, hour_ms, place, body) VALUES (?, ?, ?, ?)"
    static let insertSeriesOrigin = "INSERT INTO series_origin (origin_id, series_id) VALUES (?, ?) ON CONFLICT DO NOTHING"

    static let insertLatest = """
        INSERT INTO latest (series_id, time_ms, log_offset, frame, part, origin_id, value, qualities) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (series_id) DO UPDATE SET
          time_ms = excluded.time_ms, log_offset = excluded.log_offset, frame = excluded.frame, part = excluded.part,
          origin_id = excluded.origin_id, value = excluded.value, qualities = excluded.qualities
        WHERE (excluded.time_ms, excluded.log_offset, excluded.frame, excluded.part) > (time_ms, log_offset, frame, part)
        """

    static let insertRollup = """
        INSERT INTO rollup (series_id, resolution, start_ms, body) VALUES (?, ?, ?, ?)
        ON CONFLICT (series_id, resolution, start_ms) DO UPDATE SET body = excluded.body
        """

    /// The hours of a series that are whole, from one to before another.
    package static let hours = """
        SELECT hour_ms FROM chunk WHERE series_id = ?1 AND hour_ms >= ?2 AND hour_ms < ?3 AND place = 0 ORDER BY hour_ms
        """

    package static let chunksOfHour = "SELECT body FROM chunk WHERE series_id = ? AND hour_ms = ? ORDER BY place"
    package static let lastChunkOfHour = "SELECT place, body FROM chunk WHERE series_id = ? AND hour_ms = ? ORDER BY place DESC LIMIT 1"
    static let insertRagged = "INSERT INTO ragged (series_id, hour_ms) VALUES (?, ?) ON CONFLICT DO NOTHING"
    package static let raggedHours = "SELECT series_id, hour_ms FROM ragged WHERE hour_ms <= ? ORDER BY hour_ms LIMIT ?"
    package static let freshOfGateway = "SELECT body FROM fresh WHERE gateway = ? ORDER BY fresh_id"
    package static let newestHour = "SELECT MAX(hour_ms) FROM chunk WHERE series_id = ?"

    /// One row for each gateway that has something fresh: of a thousand gateways a thousand.
    static let dueGateways = "SELECT gateway FROM head WHERE samples >= ? OR since_ms <= ? ORDER BY since_ms, gateway LIMIT ?"

    package static let rollups = """
        SELECT start_ms, body FROM rollup WHERE series_id = ? AND resolution = ? AND start_ms >= ? AND start_ms < ? ORDER BY start_ms
        """

    package static let latest = """
        SELECT time_ms, log_offset, frame, part, origin_id, value, qualities FROM latest WHERE series_id = ?
        """
    static let latestOfAll = "SELECT time_ms, log_offset, frame, part, origin_id, value, qualities, series_id FROM latest"
    package static let seriesOfPerson = "SELECT series_id FROM series WHERE person = ? ORDER BY metric, simulated"

    /// What was projected since, in the order of the transactions.
    package static let news = "SELECT fresh_id, samples, body FROM fresh WHERE fresh_id > ? ORDER BY fresh_id LIMIT ?"
    package static let lastFresh = "SELECT seq FROM sqlite_sequence WHERE name = 'fresh'"
}
