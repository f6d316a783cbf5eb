// The six machines of the Fitness Machine Service send the same kinds of numbers: what one is, once.

import Vitals

/// One field of a fitness machine's record: its name, how it is sent, what it measures.
package struct MachineQuantity: Hashable, Sendable {
    /// How ticks become the unit of the metric.
    package enum Conversion: Hashable, Sendable {
        /// Ticks · first / second.
        case ratio(Double, Double)
        /// Ticks are seconds for this many metres; the metric is a speed. 0 is no speed.
        case secondsPerMetres(Double)
        /// As `ratio(1, 1)`; 0 stands for no sensor.
        case zeroIsNothing
    }

    /// In the words of the specification.
    package let name: String
    let format: IntegerFormat
    /// Ticks · `factor` · 10^`exponent` is the value in `unit`.
    let factor: Int
    let exponent: Int8
    let unit: String
    /// The ticks that mean "data not available".
    let notAvailable: Int?
    /// `nil` for averages and the like, which follow from other readings.
    let metric: Metric?
    let conversion: Conversion

    init(
        _ name: String, _ format: IntegerFormat, factor: Int = 1, exponent: Int8 = 0, _ unit: String, notAvailable: Int? = nil,
        metric: Metric? = nil, _ conversion: Conversion = .ratio(1, 1)
    ) {
        self.name = name
        self.format = format
        self.factor = factor
        self.exponent = exponent
        self.unit = unit
        self.notAvailable = notAvailable
        self.metric = metric
        self.conversion = conversion
    }

    /// The exact decimal, an integer where there are no digits after the point, or why there is none.
    func field(_ ticks: Int) -> Field {
        if ticks == notAvailable { return Field(name, .missing("data not available"), unit: unit) }
        return .scaled(name, ticks * factor, exponent: exponent, unit)
    }

    func reading(_ ticks: Int) -> Reading? {
        guard let metric, ticks != notAvailable else { return nil }
        switch conversion {
        case .ratio(let numerator, let denominator): return Reading(metric, Double(ticks) * numerator / denominator)
        case .secondsPerMetres(let metres): return ticks > 0 ? Reading(metric, metres / Double(ticks)) : nil
        case .zeroIsNothing: return ticks == 0 ? nil : Reading(metric, Double(ticks))
        }
    }
}
