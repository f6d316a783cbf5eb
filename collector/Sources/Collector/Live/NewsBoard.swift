// Who follows the projection in the same process need not read again what it has just written.

import Synchronization
import Vitals

/// What the latest transactions of the projection added, until somebody took it. What is not here stands in the views.
package final class NewsBoard: Sendable {
    /// The observations of one transaction but for waveforms, and the places in the views before and after them.
    struct Posted {
        let file: String
        let from: Int64
        let to: Int64
        let observations: [Observation]
    }

    private struct State {
        var posted: [Posted] = []
        var observations = 0
    }

    private let state = Mutex(State())

    /// Two seconds of a thousand gateways. A follower that is further behind reads the views.
    private static let observationsMax = 200_000

    package init() {}

    func post(_ news: Posted) {
        state.withLock { state in
            if state.observations + news.observations.count > Self.observationsMax { state = State() }
            guard news.observations.count <= Self.observationsMax else { return }
            state.posted.append(news)
            state.observations += news.observations.count
        }
    }

    /// What one transaction added after a place, and the place after it; `nil` where the views have to be read. What lies before is forgotten.
    func take(file: String, after place: Int64) -> (observations: [Observation], place: Int64, hasMore: Bool)? {
        state.withLock { state in
            let old = state.posted.prefix { $0.file != file || $0.to <= place }
            state.observations -= old.reduce(0) { $0 + $1.observations.count }
            state.posted.removeFirst(old.count)
            guard let next = state.posted.first, next.from == place else { return nil }
            state.posted.removeFirst()
            state.observations -= next.observations.count
            return (next.observations, next.to, !state.posted.isEmpty)
        }
    }
}
