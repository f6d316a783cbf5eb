// What a decoded value says in terms of the metric catalogue, before anybody knows whose it is.

package import Vitals

/// One measured quantity of a decoded value.
package struct Reading: Hashable, Sendable {
    /// When it was measured, as far as the value itself tells.
    package enum Time: Hashable, Sendable {
        /// When the value arrived.
        case arrival
        /// At this time of the device's own clock, in no time zone.
        case device(DeviceDateTime)
        /// Likewise, by the count of seconds behind that clock, which time zone, summer time and its user do not move.
        case deviceBase(DeviceDateTime)
        /// So long after the start of the device's session (continuous glucose monitoring).
        case sinceSessionStart(Duration)
        /// So long before the value arrived.
        case beforeArrival(Duration)

        /// Of a value that its device may have stamped.
        init(stamped time: DeviceDateTime?) { self = time.map { .device($0) } ?? .arrival }
    }

    package let metric: Metric
    /// In the metric's unit.
    package let value: Double
    package let time: Time
    /// What the device itself says of the value's worth, and otherwise whether it is plausible.
    package let quality: ObservationQuality

    package init(_ metric: Metric, _ value: Double, at time: Time = .arrival, quality: ObservationQuality = .good) {
        self.metric = metric
        self.value = value
        self.time = time
        self.quality = quality == .good && !metric.plausible.contains(value) ? .implausible : quality
    }

    /// `nil` where the device measured nothing.
    package init?(_ metric: Metric, _ value: MedicalFloat, at time: Time = .arrival, quality: ObservationQuality = .good) {
        guard let number = value.double else { return nil }
        self.init(metric, number, at: time, quality: quality)
    }
}

extension Reading: CustomStringConvertible {
    /// `heart_rate 72 /min`
    package var description: String {
        let number = Int(exactly: value).map(String.init) ?? "\(value)"
        let doubt = quality == .good ? "" : ", \(quality.rawValue)"
        return "\(metric.key) \(number)\(metric.unit == "1" ? "" : " " + metric.unit)\(time == .arrival ? "" : " \(time)")\(doubt)"
    }
}

extension Reading.Time: CustomStringConvertible {
    package var description: String {
        switch self {
        case .arrival: "at arrival"
        case .device(let time): "at \(time) of the device's clock"
        case .deviceBase(let time): "at \(time) of the device's base time"
        case .sinceSessionStart(let duration): "\(duration.inSeconds) s after the session's start"
        case .beforeArrival(let duration): "\(duration.wholeMilliseconds) ms before arrival"
        }
    }
}
