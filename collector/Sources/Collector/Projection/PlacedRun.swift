// By what clock batches were placed: should it turn out to be another one, their observations move by the difference.

import Uplink
import Vitals

/// Batches of one boot that lie side by side in the log, as far as their gateway is concerned, and were placed by the same difference of clocks.
struct PlacedRun: Codable, Hashable {
    let boot: UInt32
    /// Of the boot's clock; 0: by the batch's own anchor, which was not synchronized.
    let generation: Int
    /// Wall clock less boot clock, in milliseconds, as used.
    let clockOffset: Int64
    let firstOffset: Int64
    var lastOffset: Int64
    /// When the first frame came, and when the last batch was sealed, in milliseconds since boot.
    var firstInstant: Int64
    var lastInstant: Int64

    /// An hour: what moves in one go, and what is forgotten in one go, stays bounded.
    static let lengthMax: Int64 = 3_600_000

    /// Takes a batch that continues the run; false when it does not.
    mutating func extend(by other: PlacedRun) -> Bool {
        guard boot == other.boot, generation == other.generation, clockOffset == other.clockOffset,
            max(lastInstant, other.lastInstant) - min(firstInstant, other.firstInstant) <= Self.lengthMax
        else { return false }
        lastOffset = other.lastOffset
        firstInstant = min(firstInstant, other.firstInstant)
        lastInstant = max(lastInstant, other.lastInstant)
        return true
    }
}
