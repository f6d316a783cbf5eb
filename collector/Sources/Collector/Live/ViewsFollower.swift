// Whoever shows or publishes what is new reads it from the views, after it has been committed.

import GRDB
import Timeline
import Vitals

/// Reads observations, rhythms and alarms that came into the views since the last read. Waveforms are for those who ask for them.
struct ViewsFollower {
    private let views: ViewsDatabase
    private let board: NewsBoard?
    private var place: Int64 = 0
    private var change: Int64 = 0
    /// Of the file that was read last: other views number their rows anew.
    private var names = NameCache()
    private var file = ""

    /// One read: what 400 straps send in a second, or 15 with their electrocardiogram.
    static let observationsMax = 2000

    init(_ views: ViewsDatabase, _ board: NewsBoard? = nil) {
        self.views = views
        self.board = board
    }

    struct News {
        var observations: [Observation] = []
        /// Person and JSON.
        var rhythms: [(person: String, json: String)] = []
        var alarms: [String] = []
        /// True when there may be more.
        var isPartial = false
    }

    /// Begins after what is there now.
    mutating func skipToEnd() async throws {
        (place, change) = try await views.pool.read { db in (try ObservationStore(db).lastPlace(), try Self.change(db)) }
    }

    mutating func next() async throws -> News {
        if views.file != file { (file, names) = (views.file, NameCache()) }
        let posted = board?.take(file: file, after: place)
        let (news, lastPlace, lastChange) = try await views.pool.read { [place, change, names] db in
            var news = News()
            let (observations, lastPlace, isPartial) =
                try posted.map { ($0.observations, $0.place, $0.hasMore) }
                ?? ObservationStore(db, names: names).news(after: place, limit: Self.observationsMax)
            let hasWaveforms = observations.contains { $0.metric.isWaveform }
            news.observations = hasWaveforms ? observations.filter { !$0.metric.isWaveform } : observations
            news.isPartial = isPartial
            let rows = try Row.fetchAll(
                db, sql: "SELECT person, body FROM rhythm WHERE change > ? ORDER BY change, person", arguments: [change])
            news.rhythms = rows.map { ($0[0], $0[1]) }
            news.alarms = try AlarmStore(db).changed(since: change)
            return (news, lastPlace, try Self.change(db))
        }
        place = lastPlace
        change = lastChange
        return news
    }

    /// The latest observations of everybody, which a follower begins with.
    static func latest(_ db: Database, seriesMax: Int) throws -> [Observation] {
        try ObservationStore(db).latestOfAll(seriesMax: seriesMax).filter { !$0.metric.isWaveform }
    }

    private static func change(_ db: Database) throws -> Int64 {
        try Int64.fetchOne(db, sql: "SELECT change FROM projection") ?? 0
    }
}
