// Weight, steps, SpO2, glucose, room temperature: too many series to configure limits for each, so each is measured against its own past.

/// Says for each sample of any series how unusual it is: its height, its height at this time of day, its restlessness.
///
/// Fourteen views, a mean over the latest 1, 3, 10, 30 or 100 samples each: five of the level against the long-run mean, five of the
/// difference from the daily profile, four of the change between samples. Each view's deviation becomes a surprise in bits by counting
/// how often it was as large before (`SurpriseTails`); their weighted root mean square is the sample's surprise. Reports rest and grow
/// familiar (`AlertRest`). Nothing is configured: no unit, range, interval or season.
///
/// Measured with `score_nab.py --threshold 0.5` of the recorded data on the 31 public files of the Numenta Anomaly Benchmark, 188,020
/// samples: standard profile 70.9, low false positives 63.1, low false negatives 75.0; 50 of 60 windows found, 0.6 false reports a 1000
/// samples. With the threshold chosen without the category it is applied to: 69.0, 60.7, 73.2. The weights and spans were chosen on the
/// same files. 0.7 µs a sample and about 6.5 KB a series.
///
/// Known weaknesses: a series that freezes is only seen where its day would have moved; an event comes back faintly in the daily profile
/// for about ten days; weekends are not told from weekdays. None of this is clinical validation.
package struct SeriesAnomalyDetector: Hashable, Sendable, Codable {
    private var clock = SampleClock()
    private var tails = SurpriseTails(kinds: 4 * spans.count + spans.count - 1)
    private var profile = DailyProfile()
    private var rest = AlertRest()
    private var levels = [Double](repeating: 0, count: spans.count)
    private var residuals = [Double](repeating: 0, count: spans.count)
    private var changes = [Double](repeating: 0, count: spans.count)
    private var mean = 0.0
    /// Mean absolute difference from the mean.
    private var deviation = 0.0
    private var count = 0
    /// The samples that the tails remember.
    private var remembered = 0.0

    /// Samples; at five minutes from a moment over an hour to eight hours.
    static let spans = [1, 3, 10, 30, 100]
    /// 4 weeks of five-minute samples; half of it is forgotten at once when it is full.
    package static let memorySamples = 8192.0
    /// Nothing is reported before both are over.
    package static let learningSamples = 100
    package static let learningSeconds = 86_400.0
    /// The surprise that is reported, in bits, chosen on the 31 public files of the Numenta Anomaly Benchmark.
    package static let surpriseMin = 6.5
    /// From this score on a sample begins an event.
    package static let scoreMin = 0.5
    /// Larger deviations are taken as this many mean deviations, so that one wrong value cannot blind the views.
    private static let deviationsMax = 1024.0
    private static let meanStepMax = 8.0
    /// Deviations up to a millionth of the usual are rounding, not evidence.
    private static let noise = 1e-6
    private static let changeWeight = 0.5
    /// 2^300: sums of squares of anything smaller stay finite.
    private static let valueMax = 0x1p300

    package init() {}

    /// Takes a value at a time in seconds since any midnight, in the clock that days should follow.
    package mutating func add(_ value: Double, at seconds: Double) -> SeriesReading {
        guard value.isFinite, abs(value) <= Self.valueMax else {
            return SeriesReading(score: 0, surprise: 0, expected: count > 0 ? mean : nil, reason: nil, isLearning: true)
        }
        let steps = clock.advance(to: seconds)
        if count == 0 {
            mean = value
            for index in levels.indices { levels[index] = value }
        }
        if remembered >= Self.memorySamples {
            tails.halve()
            remembered /= 2
        }
        let slot = DailyProfile.slot(at: clock.now)
        let usual = profile.expected(slot: slot)
        let raw = look(at: value, usual: usual, slot: slot, steps: steps)
        remembered += 1
        if count < Int.max { count += 1 }

        let isLearning = count <= Self.learningSamples || clock.elapsed < Self.learningSeconds
        let (surprise, reports) = rest.add(isLearning ? 0 : raw.surprise)
        let full = surprise / (surprise + Self.surpriseMin)
        // What is surprising but rests stays below the threshold.
        let score = reports || surprise < Self.surpriseMin ? full : full / 2
        return SeriesReading(
            score: score, surprise: surprise, expected: usual ?? mean,
            reason: isLearning ? nil : raw.reason, isLearning: isLearning)
    }

    /// The surprise of a value in all views; then learns it.
    private mutating func look(at given: Double, usual: Double?, slot: Int, steps: Double) -> (surprise: Double, reason: SeriesReason?) {
        let share = 1 / (Double(count) + 1)
        var difference = given - mean
        if deviation > 0 {
            difference = min(max(difference, -Self.deviationsMax * deviation), Self.deviationsMax * deviation)
        }
        let value = mean + difference
        let change = abs(value - levels[1])
        learnMean(difference, share: share)
        let residual = usual.map { value - $0 } ?? 0
        profile.learn(value, slot: slot, residual: residual, interval: clock.interval, firstShare: share)

        var sum = 0.0
        var best: SeriesReason?
        for (index, span) in Self.spans.enumerated() {
            let plain = 2 / (Double(span) + 1)
            let rate = plain * steps / (1 + plain * (steps - 1))
            levels[index] += max(rate, share) * (value - levels[index])
            residuals[index] += rate * (residual - residuals[index])
            let level = levels[index] - mean
            sum += see(level, as: .level, kind: 4 * index, span: span, best: &best) / 5
            sum += see(residuals[index], as: .timeOfDay, kind: 4 * index + 2, span: span, best: &best) / 5
            if index > 0 {
                changes[index] += max(rate, share) * (change - changes[index])
                let kind = 4 * Self.spans.count + index - 1
                sum += see(changes[index], as: .variability, kind: kind, span: span, best: &best) * Self.changeWeight / 4
            }
        }
        return ((sum / (2 + Self.changeWeight)).squareRoot(), best)
    }

    /// The square of the surprise in one view; rising and falling are counted apart.
    private mutating func see(_ signed: Double, as view: SeriesReason.View, kind: Int, span: Int, best: inout SeriesReason?) -> Double {
        guard abs(signed) > Self.noise * deviation else { return 0 }
        let surprise = tails.add(abs(signed), kind: signed > 0 ? kind : kind + 1, samples: remembered)
        if surprise > best?.surprise ?? 0 {
            best = SeriesReason(view: view, isAbove: signed > 0, samples: span, surprise: surprise)
        }
        return surprise * surprise
    }

    private mutating func learnMean(_ difference: Double, share: Double) {
        let rate = max(share, 1 / Self.memorySamples)
        var step = difference
        if count > 10 { step = min(max(step, -Self.meanStepMax * deviation), Self.meanStepMax * deviation) }
        deviation += rate * (abs(difference) - deviation)
        mean += rate * step
    }
}
