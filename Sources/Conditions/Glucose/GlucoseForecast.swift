// Half an hour's warning is the time that juice needs to work.

package import Vitals

/// Says when a glucose sensor's values, carried on as they run, will be too low within half an hour.
///
/// A straight line through the values of the last 25 minutes, each weighted less the older it is; over half an hour a line errs less than
/// a curve of higher order, since sensors are noisy (Pérez-Gandía et al., Diabetes Technol Ther 12:81, 2010, give errors of about 18 mg/dL
/// for 30 minutes by learned models, and of about 20 for a line). So a fall has to be seen in three values at least, and in the forecast
/// of two of them in a row.
package struct GlucoseForecast: Hashable, Sendable, Codable {
    private struct Point: Hashable, Sendable, Codable {
        let time: Timestamp
        /// In mg/dL.
        let value: Double
    }

    package private(set) var isPresent = false
    private var points: [Point] = []
    private var order = EventOrder()
    /// How many forecasts in a row said so.
    private var low = 0

    package static let ahead = Duration.seconds(1800)
    private static let span = Duration.seconds(1500)
    private static let pointsMin = 3
    /// A value each minute for 25 minutes, and some to spare.
    private static let pointsMax = 32
    private static let confirmations = 2
    /// In mg/dL: the forecast must come back over the limit by so much.
    private static let margin = 15.0
    /// The share of its weight that a value keeps with each minute.
    private static let fading = 0.95

    package init() {}

    /// Takes a trusted value in mg/dL. `limit`: what is too low; a value that is there already is another condition's.
    package mutating func add(_ value: Double, at time: Timestamp, now: Timestamp?, limit: Double) -> Transition? {
        guard order.passes(time, now: now) else { return nil }
        points.removeAll { time.elapsed(since: $0.time) > Self.span || $0.time >= time }
        if points.count >= Self.pointsMax { points.removeFirst() }
        points.append(Point(time: time, value: value))
        guard let forecast = forecast(at: time) else {
            low = 0
            return nil
        }
        let evidence: [Evidence] = [
            Evidence(name: Metric.interstitialGlucose.key, value: value, unit: Metric.interstitialGlucose.unit),
            Evidence(name: Evidence.forecast, value: (forecast * 10).rounded() / 10, unit: Metric.interstitialGlucose.unit),
            Evidence(name: Evidence.limit, value: limit, unit: Metric.interstitialGlucose.unit), .window(Self.ahead),
        ]
        if isPresent {
            // Low already, or no longer on the way there.
            guard value < limit || forecast > limit + Self.margin else { return nil }
            (isPresent, low) = (false, 0)
            return Transition(isPresent: false, since: time, evidence: evidence)
        }
        guard value >= limit, forecast < limit else {
            low = 0
            return nil
        }
        low += 1
        guard low >= Self.confirmations else { return nil }
        isPresent = true
        return Transition(isPresent: true, since: time, evidence: evidence)
    }

    /// The weighted line's value `ahead` from now, in mg/dL; nil with too few values.
    private func forecast(at now: Timestamp) -> Double? {
        guard points.count >= Self.pointsMin else { return nil }
        var (weights, times, values, squares, products) = (0.0, 0.0, 0.0, 0.0, 0.0)
        for point in points {
            let minutes = -now.elapsed(since: point.time).inSeconds / 60
            var weight = 1.0
            for _ in 0..<Int(min(-minutes, 60)) { weight *= Self.fading }
            weights += weight
            times += weight * minutes
            values += weight * point.value
            squares += weight * minutes * minutes
            products += weight * minutes * point.value
        }
        let determinant = weights * squares - times * times
        guard determinant > 1e-9 else { return nil }
        let slope = (weights * products - times * values) / determinant
        let level = (values - slope * times) / weights
        return level + slope * Self.ahead.inSeconds / 60
    }
}
