// How the intervals of a day are distributed, for the triangular index.

/// Counts of intervals by length, in classes of 1/128 s from 195.3 ms on (200 ms lies in the first) to 3007.8 ms.
struct IntervalHistogram: Hashable, Sendable {
    /// 1/128 s, the Task Force's class width.
    private static let classMilliseconds = 7.8125
    /// 200 ms lies in class 25 of those from 0 on, 3000 ms in class 384.
    private static let classes = 25...384

    private var counts = [UInt32](repeating: 0, count: classes.count)

    init() {}

    /// Lengths beyond the classes, and NaN, are not counted.
    mutating func add(_ milliseconds: Double) {
        guard let found = Int(exactly: (milliseconds / Self.classMilliseconds).rounded(.down)), Self.classes.contains(found) else { return }
        counts[found - Self.classes.lowerBound] &+= 1
    }

    /// All intervals divided by those of the fullest class; nil without any.
    var triangularIndex: Double? {
        let fullest = counts.max() ?? 0
        return fullest > 0 ? Double(counts.reduce(0) { $0 + Int($1) }) / Double(fullest) : nil
    }
}

/// As the counts alone; a stored histogram with other classes is refused.
extension IntervalHistogram: Codable {
    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        counts = try container.decode([UInt32].self)
        guard counts.count == Self.classes.count else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(counts.count) classes")
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(counts)
    }
}
