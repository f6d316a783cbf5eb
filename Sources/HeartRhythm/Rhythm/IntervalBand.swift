// Every beat is compared with a hundred others: a comparison is two machine instructions.

/// Intervals whose ratio to one of them is at most `large/small`: 41/39 is a difference of 5 % of the mean, 53/47 one of 12 %.
struct IntervalBand {
    private let lowest: UInt16
    private let width: UInt16

    init(around interval: UInt16, _ small: UInt32, _ large: UInt32) {
        // An interval has at most 20,000 units, so this stays below 2^15 and above 0.
        let low = (UInt32(interval) * small + large - 1) / large
        lowest = UInt16(truncatingIfNeeded: low)
        width = UInt16(truncatingIfNeeded: UInt32(interval) * large / small - low)
    }

    /// An unusable interval, 0, wraps round to above the width.
    func contains(_ other: UInt16) -> Bool { other &- lowest <= width }
}
