// Many characteristics are one scaled integer; this is what tells one from another.

package import Vitals

/// How a characteristic holds one quantity: as an integer that counts steps of a power of ten.
package struct ScaledFormat: Sendable {
    /// Of the field.
    package let name: String
    package let width: IntegerFormat
    /// The quantity is the integer · 10^`exponent`, in `unit`.
    package let exponent: Int8
    /// UCUM, as the device sends it.
    package let unit: String
    /// Integers that are quantities; others are refused, save the two below. `nil`: all are.
    package let allowed: ClosedRange<Int64>?
    /// The integer that means "value is not known".
    package let notKnown: Int64?
    /// The integer that means "this or greater".
    package let orGreater: Int64?
    /// `nil` where the quantity is a setting and no measurement.
    package let metric: Metric?
    /// From `unit` to the metric's unit, as a power of ten.
    package let metricExponent: Int8

    package init(
        _ name: String, _ width: IntegerFormat, exponent: Int8 = 0, _ unit: String, allowed: ClosedRange<Int64>? = nil,
        notKnown: Int64? = nil,
        orGreater: Int64? = nil, _ metric: Metric? = nil, metricExponent: Int8 = 0
    ) {
        self.name = name
        self.width = width
        self.exponent = exponent
        self.unit = unit
        self.allowed = allowed
        self.notKnown = notKnown
        self.orGreater = orGreater
        self.metric = metric
        self.metricExponent = metricExponent
    }
}

/// Names a row of the table of formats as a type, so that each characteristic has a type of its own.
package protocol ScaledFormatRow: Sendable {
    static var format: ScaledFormat { get }
}
