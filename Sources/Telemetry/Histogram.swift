// How values are spread: a count for each bucket, and the sum.

import Synchronization

package final class Histogram: Sendable {
    struct Snapshot {
        /// One more than there are bounds: the last counts what lies above all of them.
        var counts: [Int]
        var sum = 0.0
    }

    private let bounds: [Double]
    private let state: Mutex<Snapshot>

    init(buckets bounds: [Double]) {
        self.bounds = bounds
        state = Mutex(Snapshot(counts: Array(repeating: 0, count: bounds.count + 1)))
    }

    package func record(_ value: Double) {
        guard !value.isNaN else { return }
        let index = bounds.firstIndex { value <= $0 } ?? bounds.count
        state.withLock { state in
            state.counts[index] += 1
            state.sum += value
        }
    }

    var snapshot: Snapshot { state.withLock { $0 } }
}
