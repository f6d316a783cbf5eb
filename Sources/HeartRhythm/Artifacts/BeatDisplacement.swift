// Beats seen a little too early or too late, told from the breath in the heart rate.

/// Weighs whether two neighbouring intervals deviate as if the beat between them were displaced.
///
/// The displacement D is half the difference of the two, corrected for the trend around them. Its logarithmic odds are a linear function of
/// five shares (of the median of ten intervals, or of each other), fitted by logistic regression on 120 segments with injected
/// displacements of 5–15 % and on all of 16 sinus recordings of a day, and cross-validated by record: 91 % of displacements at 1.5 false
/// ones per 1000 beats. Boosted trees on 20 features found no more than that. How large displacements usually are in this person is a
/// running 95th percentile: who breathes deeply, or has a noisy sensor, needs a larger one to stand out.
struct BeatDisplacement: Hashable, Sendable, Codable {
    /// The 95th percentile of D as a share of the interval, by steps proportional to itself (stochastic approximation: Robbins and Monro,
    /// Ann. Math. Stat. 22:400, 1951).
    private var usual = 0.03

    /// Below 2 % nothing is weighed.
    private static let shareMin = 0.02
    /// More does not make it likelier.
    private static let shareMax = 0.14
    private static let oddsMin = -1.5
    /// The resolution of sensors, in milliseconds.
    private static let resolution = 6.0

    init() {}

    mutating func add(share: Double) {
        usual = min(max(usual * (share > usual ? 1 + 0.0114 : 1 - 0.0006), 0.004), 0.3)
    }

    /// Six intervals, the pair being the third and the fourth; `size` is D, `median` the local interval.
    func isLikely(_ v: (Double, Double, Double, Double, Double, Double), size: Double, median: Double) -> Bool {
        let share = size / median
        guard share > Self.shareMin else { return false }
        let middle = Self.magnitude((v.2 + v.3) / 2 - (v.1 + v.4) / 2)
        let around = (Self.magnitude(v.1 - v.0) + Self.magnitude(v.5 - v.4) + Self.magnitude(v.4 - v.1) / 2) / 3 + Self.resolution
        let logarithm = ElementaryFunctions.logarithm(min(share, Self.shareMax) / 0.05)
        var odds = -1.414 + 7.918 * logarithm - 3.351 * logarithm * logarithm
        odds -= 1.656 * middle / (size + Self.resolution)
        odds -= 1.533 * ElementaryFunctions.logarithm(around / (0.02 * median))
        odds -= 3.895 * ElementaryFunctions.logarithm(usual / 0.03)
        return odds > Self.oddsMin
    }

    /// D of the second and third of four intervals.
    static func size(_ before: Double, _ first: Double, _ second: Double, _ after: Double) -> Double {
        magnitude((first - second + (after - before) / 3) / 2)
    }

    static func magnitude(_ value: Double) -> Double { value < 0 ? -value : value }
}

extension BeatDisplacement {
    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        usual = try container.decode(Double.self, forKey: .usual)
        guard (0.004...0.3).contains(usual) else {
            throw DecodingError.dataCorruptedError(forKey: .usual, in: container, debugDescription: "\(usual)")
        }
    }
}
