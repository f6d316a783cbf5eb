// Whether two databases of views say the same, without what depends on when and how often somebody looked.

import GRDB
import Vitals

/// A fingerprint of each table, by the names and keys of its rows; row numbers that tell only in which order work was done are left out.
struct ViewsDigest: Hashable {
    struct Table: Hashable {
        let name: String
        let rows: Int
        let fingerprint: UInt64
    }

    let tables: [Table]

    private static let queries: [(table: String, sql: String)] = [
        ("series", "SELECT series_id, person, metric, simulated FROM series ORDER BY series_id"),
        ("origin", "SELECT origin_id, gateway, device, name FROM origin ORDER BY origin_id"),
        ("series_origin", "SELECT origin_id, series_id FROM series_origin ORDER BY origin_id, series_id"),
        ("chunk", "SELECT series_id, hour_ms, place, body FROM chunk ORDER BY series_id, hour_ms, place"),
        ("rollup", "SELECT series_id, resolution, start_ms, body FROM rollup ORDER BY series_id, resolution, start_ms"),
        ("latest", "SELECT * FROM latest ORDER BY series_id"),
        ("gap", "SELECT * FROM gap ORDER BY log_offset, place"),
        ("source_state", "SELECT source, state FROM source_state ORDER BY source"),
        ("person_state", "SELECT person, state FROM person_state ORDER BY person"),
        ("placed_run", "SELECT * FROM placed_run ORDER BY gateway, boot, first_offset"),
        ("rhythm", "SELECT person, body FROM rhythm ORDER BY person"),
        ("alarm", "SELECT alarm_id, person, state, revision, changed_ms, body FROM alarm ORDER BY alarm_id"),
        (
            "alarm_revision",
            "SELECT alarm_id, revision, person, priority, changed_ms, body FROM alarm_revision ORDER BY alarm_id, revision"
        ),
        ("projection", "SELECT log_offset, settings FROM projection"),
    ]

    init(_ db: Database) throws {
        tables = try Self.queries.map { table, sql in
            var fingerprint = Fingerprint()
            var count = 0
            let rows = try Row.fetchCursor(db, sql: sql)
            while let row = try rows.next() {
                count += 1
                for value in row.databaseValues { Self.add(value, to: &fingerprint) }
            }
            return Table(name: table, rows: count, fingerprint: fingerprint.value)
        }
    }

    private static func add(_ value: DatabaseValue, to fingerprint: inout Fingerprint) {
        // Which kind of value, then the value.
        switch value.storage {
        case .null: fingerprint.add([0])
        case .int64(let number):
            fingerprint.add([1])
            fingerprint.add(UInt64(bitPattern: number))
        case .double(let number):
            fingerprint.add([2])
            fingerprint.add(number.bitPattern)
        case .string(let text): fingerprint.add([3] + Array(text.utf8) + [0])
        case .blob(let data):
            fingerprint.add([4])
            fingerprint.add(UInt64(data.count))
            fingerprint.add([UInt8](data))
        }
    }

    /// The tables that are not the same.
    func differences(from other: ViewsDigest) -> [String] {
        zip(tables, other.tables).filter { $0 != $1 }.map { $0.0.name }
    }
}
