// Who follows the projection in the same process need not read again what it has just written.

import Synchronization
import Vitals

/// What the latest transactions of the projection added, until somebody took it. What is not here stands in the views.
package final class NewsBoard: Sendable {
    /// The observations of one transaction, and the places in the views before and after them.
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

    /// Everything from a place on, as far as it is here without a gap; `nil` where the views have to be read.
    func take(file: String, after place: Int64) -> (observations: [Observation], place: Int64)? {
        let posted = state.withLock { state in
            defer { state = State() }
            return state.posted
        }
        var (found, place) = (nil as [Observation]?, place)
        for news in posted where news.file == file && news.from == place {
            if found == nil { found = news.observations } else { found?.append(contentsOf: news.observations) }
            place = news.to
        }
        return found.map { ($0, place) }
    }
}
