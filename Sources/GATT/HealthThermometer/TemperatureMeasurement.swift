// Health Thermometer Service: a finished measurement.

import Vitals

/// A Temperature Measurement (0x2A1C).
///
/// One octet of flags, a FLOAT in degrees Celsius or Fahrenheit, then the time stamp and the temperature type if present. A special value
/// (NaN, NRes, ±INFINITY, reserved) means that the thermometer measured nothing. Source: Health Thermometer Service 1.0, §3.1;
/// GATT Specification Supplement, "Temperature Measurement".
package struct TemperatureMeasurement: CharacteristicValue {
    package let report: TemperatureReport

    package init(decoding value: Span<UInt8>) throws(DecodingError) { report = try TemperatureReport(decoding: value) }

    package var fields: [Field] { report.fields(named: "temperature") }

    package var readings: [Reading] { report.readings(of: .bodyTemperature) }
}
