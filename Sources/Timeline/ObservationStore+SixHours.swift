// Rollups of six hours, of what was rolled up before there were any.

import Foundation
import GRDB
import Vitals

extension ObservationStore {
    func rollUpSixHours() throws {
        for series in try Int64.fetchAll(db, sql: "SELECT series_id FROM series ORDER BY series_id") {
            let rows = try Row.fetchCursor(
                db, sql: "SELECT start_ms, body FROM rollup WHERE series_id = ? AND resolution = ? ORDER BY start_ms",
                arguments: [series, Resolution.hour.code])
            var groups: [Timestamp: RollupGroup] = [:]
            while let row = try rows.next() {
                let hours = try RollupGroup(.hour, start: Timestamp(milliseconds: row[0]), decoding: [UInt8](row[1] as Data))
                for hour in hours.inOrder {
                    let bucket = Resolution.sixHours.start(of: hour.start)
                    let group = Resolution.sixHours.groupStart(of: bucket)
                    groups[group, default: RollupGroup(.sixHours, start: group)].set(hours.total(of: .sixHours, at: bucket), at: bucket)
                }
            }
            for (_, group) in groups.sorted(by: { $0.key < $1.key }) { try write(group, of: series) }
        }
    }
}
