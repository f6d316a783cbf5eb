// A frame has several values of one person and one device: their rows are looked up once.

import GRDB
import Vitals

/// The rows of what one origin brought lately.
struct OriginRows {
    let row: Int64
    fileprivate var series: [(name: Series, row: Int64)] = []

    /// A strap has two or three series, an oximeter ten; an app may bring those of many people, which are looked up one by one.
    fileprivate static let seriesMax = 24

    init(row: Int64) { self.row = row }
}

/// The rows of the latest origin, in front of the cache of all.
struct KnownRows {
    private var name: Origin?
    private var origin = OriginRows(row: 0)

    /// The rows of an observation's origin and series, which say of each other that they belong together.
    mutating func rows(of observation: Observation, _ cache: RowCache, _ db: Database) throws -> (origin: Int64, series: Int64) {
        if name?.device != observation.device || name?.gateway != observation.gateway {
            let name = Origin(gateway: observation.gateway, device: observation.device)
            origin = try cache.rows(of: name) ?? OriginRows(row: cache.origin(name, db))
            self.name = name
        }
        for known in origin.series
        where known.name.metric == observation.metric && known.name.isSimulated == observation.isSimulated
            && known.name.person == observation.person
        {
            return (origin.row, known.row)
        }
        let series = Series(person: observation.person, metric: observation.metric, isSimulated: observation.isSimulated)
        let row = try cache.series(series, db)
        try cache.note(origin.row, in: row, db)
        if let name, origin.series.count < OriginRows.seriesMax {
            origin.series.append((series, row))
            cache.remember(origin, of: name)
        }
        return (origin.row, row)
    }
}
