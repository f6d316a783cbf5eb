// A curve in one line of text.

enum Sparkline {
    private static let bars: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
    /// A resting heart varies by a few beats: a smaller range would draw noise as mountains.
    private static let rangeMin = 10.0

    static func text(_ values: [Double]) -> String {
        guard let low = values.min(), let high = values.max() else { return "" }
        let range = max(high - low, rangeMin)
        let floor = (high + low - range) / 2
        return String(
            values.map { value in
                bars[min(max(Int((value - floor) / range * Double(bars.count)), 0), bars.count - 1)]
            })
    }
}
