// Health Thermometer Service: what the display shows while the thermometer still measures.

import Vitals

/// An Intermediate Temperature (0x2A1E), laid out as a Temperature Measurement.
///
/// It still rises toward the temperature of the body, and so has a metric of its own. Source: Health Thermometer Service 1.0, §3.3;
/// GATT Specification Supplement, "Intermediate Temperature".
package struct IntermediateTemperature: CharacteristicValue {
    package let report: TemperatureReport

    package init(decoding value: Span<UInt8>) throws(DecodingError) { report = try TemperatureReport(decoding: value) }

    package var fields: [Field] { report.fields(named: "intermediate_temperature") }

    package var readings: [Reading] { report.readings(of: .intermediateTemperature) }
}
