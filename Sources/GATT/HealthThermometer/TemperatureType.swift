// Health Thermometer Service: where the thermometer measures, when that never changes.

import Vitals

/// A Temperature Type (0x2A1D): a place on or in the body. Codes 0 and 10 to 255 are reserved.
/// Source: Health Thermometer Service 1.0, §3.2; GATT Specification Supplement, "Temperature Type".
package struct TemperatureType: CodedValue {
    package let code: UInt8

    package static let names: [String?] = [
        nil, "armpit", "body (general)", "ear (usually earlobe)", "finger", "gastrointestinal tract", "mouth", "rectum", "toe",
        "tympanum (ear drum)",
    ]

    package init(code: UInt8) { self.code = code }

    package var fields: [Field] { [.code("temperature_type", code, Self.names)] }

    package var readings: [Reading] { readings(at: .arrival) }

    func readings(at time: Reading.Time) -> [Reading] { name == nil ? [] : [Reading(.temperatureType, Double(code), at: time)] }
}
