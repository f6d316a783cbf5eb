// Observations as earlier versions kept them, a row each; read once, when a database is brought up to date.

import GRDB
import Vitals

struct OldObservations {
    private let rows: RowCursor

    private static let all = """
        SELECT old_series.person, old_series.metric, origin.gateway, origin.device, observation.time_ms, observation.value,
          observation.quality, observation.time_quality, observation.simulated, observation.log_offset, observation.frame, observation.part
        FROM observation JOIN old_series USING (series_id) JOIN origin USING (origin_id)
        """

    init(_ db: Database) throws {
        rows = try Row.fetchCursor(db, sql: Self.all)
    }

    /// The next ones, at most `count`; empty at the end.
    func next(_ count: Int) throws -> [Observation] {
        var found: [Observation] = []
        while found.count < count, let row = try rows.next() {
            guard let metric = Metric(key: row[1] as String), let address = DeviceAddress(rawValue: UInt64(bitPattern: row[3] as Int64))
            else { continue }
            let time = TimeCode.parts(row[7])
            found.append(
                Observation(
                    person: try PersonID(row[0] as String), device: .bluetooth(address), gateway: try GatewayID(row[2] as String),
                    metric: metric,
                    time: Timestamp(milliseconds: row[4]), timeQuality: time.quality, value: row[5],
                    quality: ObservationQuality(code: row[6]), isSimulated: row[8],
                    source: FrameReference(offset: row[9], frame: row[10], part: row[11]), timeBasis: time.basis))
        }
        return found
    }
}
