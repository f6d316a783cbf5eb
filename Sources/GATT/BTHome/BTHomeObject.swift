// BTHome: one object of a sensor's service data.

import Vitals

/// A measurement, a state or an event with the identifier that says what it is. Source: bthome.io/format, "Sensor data" to "Misc data".
package struct BTHomeObject: Hashable, Sendable {
    package enum Value: Hashable, Sendable {
        /// The integer as sent; its kind says what it counts.
        case integer(Int64)
        /// The steps of a dimmer beside its event; any other event has none.
        case event(UInt8, steps: UInt8?)
        case text(String)
        case bytes([UInt8])
    }

    package let kind: Kind
    package let value: Value

    init(_ kind: Kind, from value: Span<UInt8>, _ cursor: inout ByteCursor) throws(DecodingError) {
        self.kind = kind
        switch kind.format {
        case .unsigned(let count, _, _), .state(let count, _): self.value = .integer(try Self.unsigned(count, from: value, &cursor))
        case .signed(let count, _, _), .hundredths(let count, _, _):
            let unsigned = try Self.unsigned(count, from: value, &cursor)
            let unused = Int64(64 - 8 * count)
            self.value = .integer((unsigned << unused) >> unused)
        case .time: self.value = .integer(try Self.unsigned(4, from: value, &cursor))
        case .version(let count): self.value = .bytes(try cursor.bytes(count, from: value))
        case .button: self.value = .event(try cursor.uint8(from: value), steps: nil)
        case .dimmer: self.value = .event(try cursor.uint8(from: value), steps: try cursor.uint8(from: value))
        case .text:
            let bytes = try cursor.bytes(Int(try cursor.uint8(from: value)), from: value)
            let start = cursor.position - bytes.count
            guard let text = String(validating: bytes, as: UTF8.self) else { throw .notUTF8(at: start) }
            self.value = .text(text)
        case .raw: self.value = .bytes(try cursor.bytes(Int(try cursor.uint8(from: value)), from: value))
        }
    }

    private static func unsigned(_ count: Int, from value: Span<UInt8>, _ cursor: inout ByteCursor) throws(DecodingError) -> Int64 {
        var number: Int64 = 0
        for index in 0..<count { number |= Int64(try cursor.uint8(from: value)) << Int64(8 * index) }
        return number
    }

    private static let buttonEvents: [String?] = [
        "none", "press", "double press", "triple press", "long press", "long double press", "long triple press",
    ]
    private static let holdPress: UInt8 = 0x80
    private static let dimmerEvents: [String?] = ["none", "rotate left", "rotate right"]

    /// The measurement in its unit, where the kind is one.
    package var quantity: Double? {
        guard case .integer(let number) = value else { return nil }
        switch kind.format {
        case .unsigned(_, let exponent, _), .signed(_, let exponent, _):
            return Int32(exactly: number).map { ExactDecimal(mantissa: $0, exponent: exponent).double }
                ?? Self.scaled(number, exponent)
        case .hundredths(_, let factor, _): return Double(number * Int64(factor)) / 100
        default: return nil
        }
    }

    var fields: [Field] {
        switch (value, kind.format) {
        case (.integer(let number), .unsigned(_, let exponent, let unit)), (.integer(let number), .signed(_, let exponent, let unit)):
            if exponent == 0 { return [.integer(kind.name, number, unit)] }
            guard let mantissa = Int32(exactly: number) else { return [.number(kind.name, Self.scaled(number, exponent), unit)] }
            return [Field(kind.name, .decimal(ExactDecimal(mantissa: mantissa, exponent: exponent)), unit: unit)]
        case (.integer(let number), .hundredths(_, let factor, let unit)):
            return [Field(kind.name, .decimal(ExactDecimal(mantissa: Int32(clamping: number * Int64(factor)), exponent: -2)), unit: unit)]
        case (.integer(let number), .state(_, let names)): return [.code(kind.name, number, names)]
        case (.integer(let number), .time): return [.text(kind.name, Timestamp(milliseconds: number * 1000).description)]
        case (.integer(let number), _): return [.integer(kind.name, number)]
        case (.event(let code, let steps?), _):
            return [.code("\(kind.name)_event", code, Self.dimmerEvents), .integer("\(kind.name)_steps", steps)]
        case (.event(Self.holdPress, nil), _): return [.text("\(kind.name)_event", "hold press")]
        case (.event(let code, nil), _): return [.code("\(kind.name)_event", code, Self.buttonEvents)]
        case (.text(let text), _): return [.text(kind.name, text)]
        case (.bytes(let bytes), .version):
            return [.text(kind.name, bytes.reversed().map { String($0) }.joined(separator: "."))]
        case (.bytes(let bytes), _): return [Field(kind.name, .raw(bytes))]
        }
    }

    var reading: Reading? {
        guard let metric = kind.metric, let quantity else { return nil }
        return Reading(metric, quantity)
    }

    /// Of numbers beyond 31 bits: the nearest double, rounded once.
    private static func scaled(_ number: Int64, _ exponent: Int8) -> Double { Double("\(number)e\(exponent)") ?? .nan }
}
