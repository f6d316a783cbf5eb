// Battery Service: the temperature that three characteristics share.

/// Whole degrees Celsius from −127 to 126; the ends of the range say that it is beyond.
///
/// Source: GATT Specification Supplement, "Battery Health Status" and "Battery Health Information".
package struct BatteryTemperature: Hashable, Sendable {
    package let code: Int8

    package init(code: Int8) { self.code = code }

    /// `nil` where the temperature is beyond what the octet holds.
    package var degreesCelsius: Int? { code == .min || code == .max ? nil : Int(code) }

    func field(_ name: String) -> Field {
        switch code {
        case .max: Field(name, .missing("greater than 126"), unit: "Cel")
        case .min: Field(name, .missing("less than -127"), unit: "Cel")
        default: .integer(name, code, "Cel")
        }
    }
}
