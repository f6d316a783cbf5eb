// Names become row numbers once: of ten thousand series nobody looks each one up with every value.

import GRDB
import Synchronization
import Vitals

/// A person's values of a metric.
struct Series: Hashable {
    let person: PersonID
    let metric: Metric
    let isSimulated: Bool
}

/// What measured a value, and what brought it.
struct Origin: Hashable {
    let gateway: GatewayID
    let device: DeviceID
}

/// The rows of series and origins that the writer has seen, for as long as its transactions succeed.
package final class RowCache: Sendable {
    private struct State {
        var series: [Series: Int64] = [:]
        var origins: [Origin: OriginRows] = [:]
        var pairs: Set<Pair> = []
    }

    private struct Pair: Hashable {
        let origin: Int64
        let series: Int64
    }

    private let state = Mutex(State())

    /// 200,000 series and as many pairs take some 60 MB; beyond, all are looked up again.
    private static let countMax = 200_000

    package init() {}

    /// After a transaction that failed: its rows are not there.
    package func forget() { state.withLock { $0 = State() } }

    func series(_ series: Series, _ db: Database) throws -> Int64 {
        if let known = state.withLock({ $0.series[series] }) { return known }
        let row = try Self.series(of: series.person, series.metric.key, isSimulated: series.isSimulated, db)
        state.withLock { state in
            if state.series.count >= Self.countMax { state.series = [:] }
            state.series[series] = row
        }
        return row
    }

    /// Also of a metric that only a newer version knows.
    static func series(of person: PersonID, _ metric: String, isSimulated: Bool, _ db: Database) throws -> Int64 {
        let arguments: StatementArguments = [person.text, metric, isSimulated]
        if let known = try Int64.fetchOne(db.cachedStatement(sql: ObservationSQL.seriesID), arguments: arguments) { return known }
        try db.execute(sql: "INSERT INTO series (person, metric, simulated) VALUES (?, ?, ?)", arguments: arguments)
        return db.lastInsertedRowID
    }

    func origin(_ origin: Origin, _ db: Database) throws -> Int64 {
        if let known = state.withLock({ $0.origins[origin] }) { return known.row }
        let (gateway, device) = (origin.gateway.text, origin.device.number)
        let row =
            try Int64.fetchOne(db.cachedStatement(sql: ObservationSQL.originID), arguments: [gateway, device])
            ?? {
                try db.execute(
                    sql: "INSERT INTO origin (gateway, device, name) VALUES (?, ?, ?)", arguments: [gateway, device, origin.device.name])
                return db.lastInsertedRowID
            }()
        state.withLock { state in
            if state.origins.count >= Self.countMax { state.origins = [:] }
            state.origins[origin] = OriginRows(row: row)
        }
        return row
    }

    /// What is known of an origin, if anything is.
    func rows(of origin: Origin) -> OriginRows? { state.withLock { $0.origins[origin] } }

    func remember(_ rows: OriginRows, of origin: Origin) { state.withLock { $0.origins[origin] = rows } }

    /// Writes down that a series has samples of an origin.
    func note(_ origin: Int64, in series: Int64, _ db: Database) throws {
        let pair = Pair(origin: origin, series: series)
        guard !state.withLock({ $0.pairs.contains(pair) }) else { return }
        try db.cachedStatement(sql: ObservationSQL.insertSeriesOrigin).execute(arguments: [origin, series])
        state.withLock { state in
            if state.pairs.count >= Self.countMax { state.pairs = [] }
            state.pairs.insert(pair)
        }
    }
}

extension DeviceID {
    /// Bit 49 tells a name's fingerprint from an address.
    private static let nameBit: UInt64 = 1 << 49

    /// What stands in the table: an address, or a fingerprint of a name.
    var number: Int64 {
        switch self {
        case .bluetooth(let address): return Int64(bitPattern: address.rawValue)
        case .named(let name):
            var fingerprint = Fingerprint()
            fingerprint.add(Array(name.text.utf8))
            return Int64(bitPattern: fingerprint.value & (Self.nameBit - 1) | Self.nameBit)
        }
    }

    var name: String? {
        if case .named(let name) = self { name.text } else { nil }
    }

    /// `nil` for what no version wrote.
    init?(number: Int64, name: String?) {
        if let name, let name = try? DeviceName(name) {
            self = .named(name)
        } else if let address = DeviceAddress(rawValue: UInt64(bitPattern: number)) {
            self = .bluetooth(address)
        } else {
            return nil
        }
    }
}
