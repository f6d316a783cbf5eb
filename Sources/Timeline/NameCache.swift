// Row numbers become names once: whoever follows the timeline meets the same ten thousand series every second.

import GRDB
import Synchronization
import Vitals

/// The names of series and origins that a reader has seen; a row never gets another name. One for each database.
package final class NameCache: Sendable {
    typealias SeriesName = (person: PersonID, metric: Metric, isSimulated: Bool)

    private struct State {
        /// `nil`: a newer version wrote its metric; it stays in the tables.
        var series: [Int64: SeriesName?] = [:]
        var origins: [Int64: Origin] = [:]
    }

    private let state = Mutex(State())

    /// 200,000 of each take some 60 MB; beyond, all are read again.
    private static let countMax = 200_000

    package init() {}

    func origin(_ row: Int64, _ db: Database) throws -> Origin {
        if let known = state.withLock({ $0.origins[row] }) { return known }
        guard let found = try Row.fetchOne(db.cachedStatement(sql: ObservationSQL.originName), arguments: [row]),
            let device = DeviceID(number: found[1], name: found[2])
        else { throw ChunkError.value("origin") }
        let origin = Origin(gateway: try GatewayID(found[0] as String), device: device)
        state.withLock { state in
            if state.origins.count >= Self.countMax { state.origins = [:] }
            state.origins[row] = origin
        }
        return origin
    }

    func series(_ row: Int64, _ db: Database) throws -> SeriesName? {
        if let known = state.withLock({ $0.series[row] }) { return known }
        guard let found = try Row.fetchOne(db.cachedStatement(sql: ObservationSQL.seriesName), arguments: [row]) else {
            throw ChunkError.value("series")
        }
        let person = try PersonID(found[0] as String)
        let series = Metric(key: found[1] as String).map { (person, $0, found[2] as Bool) }
        state.withLock { state in
            if state.series.count >= Self.countMax { state.series = [:] }
            state.series[row] = .some(series)
        }
        return series
    }

    func name(_ origin: Int64, _ db: Database) throws -> ResolvedView.Name {
        let origin = try self.origin(origin, db)
        return ResolvedView.Name(device: origin.device.description, gateway: origin.gateway.text)
    }
}
