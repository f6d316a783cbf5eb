// A decoded value as people and programs read it: names, values, units.

import Vitals

/// One field of a decoded value.
package struct Field: Hashable, Sendable {
    package enum Value: Hashable, Sendable {
        case integer(Int)
        case number(Double)
        /// As the device sent it, digits after the point included.
        case decimal(ExactDecimal)
        case numbers([Double])
        case text(String)
        case texts([String])
        /// There is no value, and this is why: `NaN`, `not known`.
        case missing(String)
        /// A code, or bits, that the specification reserves: kept, not guessed at.
        case unknown(UInt64)
        /// Bytes whose meaning depends on something else.
        case raw([UInt8])
    }

    /// In snake case, in the words of the specification.
    package let name: String
    package let value: Value
    /// UCUM; `nil` where the value is no quantity.
    package let unit: String?

    package init(_ name: String, _ value: Value, unit: String? = nil) {
        self.name = name
        self.value = value
        self.unit = unit
    }
}

extension Field {
    package static func integer(_ name: String, _ value: some BinaryInteger, _ unit: String? = nil) -> Self {
        Self(name, .integer(Int(clamping: value)), unit: unit)
    }

    package static func number(_ name: String, _ value: Double, _ unit: String? = nil) -> Self { Self(name, .number(value), unit: unit) }

    /// A medical float: the decimal, or why there is none.
    package static func medical(_ name: String, _ value: MedicalFloat, _ unit: String?) -> Self {
        Self(name, Value(value), unit: unit)
    }

    /// A scaled integer: `ticks` · 10^`exponent`, exactly wherever 32 bits hold the ticks.
    package static func scaled(_ name: String, _ ticks: some BinaryInteger, exponent: Int8, _ unit: String?) -> Self {
        guard exponent != 0 else { return .integer(name, ticks, unit) }
        guard let mantissa = Int32(exactly: ticks) else {
            return .number(name, ExactDecimal.double(ticks, exponent: exponent), unit)
        }
        return Self(name, .decimal(ExactDecimal(mantissa: mantissa, exponent: exponent)), unit: unit)
    }

    package static func text(_ name: String, _ value: String) -> Self { Self(name, .text(value)) }

    package static func time(_ name: String, _ value: DeviceDateTime) -> Self { Self(name, .text(value.description)) }

    /// A code of a list that begins with 0; `nil` in the list is a code that is reserved.
    package static func code(_ name: String, _ code: some BinaryInteger, _ names: [String?]) -> Self {
        Self(name, Self.name(of: code, in: names).map { .text($0) } ?? .unknown(UInt64(clamping: code)))
    }

    /// `nil` for a code that is reserved.
    static func name(of code: some BinaryInteger, in names: [String?]) -> String? {
        Int(exactly: code).flatMap { names.indices.contains($0) ? names[$0] : nil }
    }

    /// The names of the bits that are set, from bit 0 on; then, as a field `unknown_…`, bits that have no name.
    package static func flags(_ name: String, _ bits: some FixedWidthInteger & UnsignedInteger, _ names: [String?]) -> [Self] {
        let all = UInt64(bits)
        var known: UInt64 = 0
        var set: [String] = []
        for (bit, text) in names.enumerated() where bit < 64 {
            guard let text else { continue }
            known |= 1 << UInt64(bit)
            if all & 1 << UInt64(bit) != 0 { set.append(text) }
        }
        return [Self(name, .texts(set))] + reserved("unknown_\(name)", all & ~known)
    }

    /// Reserved bits, where any is set.
    package static func reserved(_ name: String, _ bits: some FixedWidthInteger & UnsignedInteger) -> [Self] {
        bits == 0 ? [] : [Self(name, .unknown(UInt64(bits)))]
    }

    /// Bytes as they are, where there are any.
    static func bytes(_ name: String, _ bytes: [UInt8]) -> [Self] { bytes.isEmpty ? [] : [Self(name, .raw(bytes))] }
}

extension Field.Value {
    init(_ value: MedicalFloat) { self = value.decimal.map { .decimal($0) } ?? .missing(value.description) }
}

extension Field: CustomStringConvertible {
    /// `systolic: 120 mm[Hg]`
    package var description: String {
        let isWithoutUnit = unit == nil || unit == "1" || value == .numbers([])
        return "\(name): \(valueText)" + (isWithoutUnit ? "" : " \(unit ?? "")")
    }

    private var valueText: String {
        switch value {
        case .integer(let value): String(value)
        case .number(let value): Self.short(value)
        case .decimal(let value): value.description
        case .numbers(let values): values.isEmpty ? "none" : values.map(Self.short).joined(separator: ", ")
        case .text(let text): text
        case .texts(let texts): texts.isEmpty ? "none" : texts.joined(separator: ", ")
        case .missing(let why): why
        case .unknown(let bits): "unknown (0x\(String(bits, radix: 16)))"
        case .raw(let bytes): bytes.isEmpty ? "none" : bytes.map { $0.padded(2, radix: 16) }.joined(separator: " ")
        }
    }

    /// A number without a trailing `.0`.
    private static func short(_ value: Double) -> String {
        Int(exactly: value).map(String.init) ?? "\(value)"
    }
}

extension Field: Encodable {
    private enum CodingKeys: String, CodingKey {
        case name, value, unit, special, unknown
    }

    /// `value` is null where there is none; `special` or `unknown` then say more.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        switch value {
        case .integer(let value): try container.encode(value, forKey: .value)
        case .number(let value) where value.isFinite: try container.encode(value, forKey: .value)
        case .number(let value):
            // JSON has no word for these.
            try container.encodeNil(forKey: .value)
            try container.encode("\(value)", forKey: .special)
        case .decimal(let value): try container.encode(value.double, forKey: .value)
        case .numbers(let values): try container.encode(values.map { $0.isFinite ? $0 : nil }, forKey: .value)
        case .text(let text): try container.encode(text, forKey: .value)
        case .texts(let texts): try container.encode(texts, forKey: .value)
        case .raw: try container.encode(valueText, forKey: .value)
        case .missing(let why):
            try container.encodeNil(forKey: .value)
            try container.encode(why, forKey: .special)
        case .unknown(let bits):
            try container.encodeNil(forKey: .value)
            try container.encode(bits, forKey: .unknown)
        }
        try container.encodeIfPresent(unit, forKey: .unit)
    }
}
