// A number that goes up and down.

import Synchronization

package final class Gauge: Sendable {
    private let bits = Atomic<UInt64>(0)

    package func set(_ value: Double) {
        bits.store(value.bitPattern, ordering: .relaxed)
    }

    package var value: Double { Double(bitPattern: bits.load(ordering: .relaxed)) }
}
