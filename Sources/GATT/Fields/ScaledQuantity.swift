// A value that is one scaled integer.

import Vitals

/// One quantity as a scaled integer, in the format of `Row`.
///
/// Some formats set integers aside for "value is not known" and for "this or greater": these have no reading. A value that the format
/// prohibits is refused. Source: GATT Specification Supplement, the characteristic's section; Environmental Sensing Service 1.0.1, §3.1.
package struct ScaledQuantity<Row: ScaledFormatRow>: CharacteristicValue {
    /// As sent.
    package let ticks: Int64

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        let format = Row.format
        ticks = try format.width.read(from: value, at: &cursor)
        try cursor.end(of: value)
        if let allowed = format.allowed, !allowed.contains(ticks), ticks != format.notKnown, ticks != format.orGreater {
            throw .outOfRange(
                at: 0, value: Int(clamping: ticks), allowed: Int(clamping: allowed.lowerBound)...Int(clamping: allowed.upperBound))
        }
    }

    package var fields: [Field] {
        let format = Row.format
        if ticks == format.notKnown { return [Field(format.name, .missing("not known"), unit: format.unit)] }
        if ticks == format.orGreater { return [Field(format.name, .missing("\(ticks) or greater"), unit: format.unit)] }
        return [.scaled(format.name, ticks, exponent: format.exponent, format.unit)]
    }

    package var readings: [Reading] {
        let format = Row.format
        guard let metric = format.metric, ticks != format.notKnown, ticks != format.orGreater else { return [] }
        return [Reading(metric, ExactDecimal.double(ticks, exponent: format.exponent + format.metricExponent))]
    }
}
