// Fresh samples as an earlier version kept them: a chunk for each series, hour and transaction.

import Foundation
import GRDB
import Vitals

extension ObservationStore {
    /// Takes over `old_fresh`.
    func takeOverFresh() throws {
        let gateways = Dictionary(
            uniqueKeysWithValues: try Row.fetchAll(db, sql: "SELECT origin_id, gateway FROM origin").map {
                ($0[0] as Int64, $0[1] as String)
            })
        let rows = try Row.fetchCursor(db, sql: "SELECT series_id, body FROM old_fresh ORDER BY fresh_id")
        while let row = try rows.next() {
            let samples = try Chunk(data: row[1]).samples()
            for (gateway, samples) in Dictionary(grouping: samples, by: { gateways[$0.attributes.origin] ?? "" }) where !gateway.isEmpty {
                try add([(row[0], samples)], count: samples.count, of: gateway, at: Timestamp(milliseconds: 0))
            }
        }
    }
}
