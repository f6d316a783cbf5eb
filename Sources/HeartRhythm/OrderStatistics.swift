// Medians and quantiles are what a few wrong intervals cannot move.

/// Numbers in order of size, none of them NaN.
package struct OrderStatistics {
    private let sorted: [Double]

    package init(_ numbers: some Sequence<Double>) { sorted = numbers.sorted() }

    /// The quantile at a share from 0 to 1, linear between the two nearest numbers (Hyndman and Fan's type 7); 0 for no numbers.
    package func quantile(_ share: Double) -> Double {
        guard let last = sorted.last else { return 0 }
        let position = share * Double(sorted.count - 1)
        let below = Int(position)
        guard below + 1 < sorted.count else { return last }
        return sorted[below] + (position - Double(below)) * (sorted[below + 1] - sorted[below])
    }

    package var median: Double {
        guard !sorted.isEmpty else { return 0 }
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }
}
