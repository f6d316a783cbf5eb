// D-Bus values as Swift values, both ways.

/// A value of one of the D-Bus types that BlueZ uses.
package indirect enum BusValue: Sendable, Hashable {
    case boolean(Bool)
    case byte(UInt8)
    case int16(Int16)
    case uint16(UInt16)
    case int32(Int32)
    case uint32(UInt32)
    case int64(Int64)
    case uint64(UInt64)
    case double(Double)
    case string(String)
    case objectPath(String)
    case signature(String)
    case bytes([UInt8])
    case array([BusValue], elementSignature: String)
    /// An array of dictionary entries with string or path keys, in order.
    case dictionary([String: BusValue], keySignature: String, valueSignature: String)
    case structure([BusValue])
    case variant(BusValue)
}

extension BusValue {
    /// `a{sv}`, the type of options and properties.
    package static func options(_ entries: [String: BusValue]) -> BusValue {
        .dictionary(entries.mapValues { .variant($0) }, keySignature: "s", valueSignature: "v")
    }

    /// The value inside any number of variants.
    package var unwrapped: BusValue {
        var value = self
        while case .variant(let inner) = value { value = inner }
        return value
    }

    package var bool: Bool? { if case .boolean(let value) = unwrapped { value } else { nil } }

    /// A string, object path or signature.
    package var text: String? {
        switch unwrapped {
        case .string(let value), .objectPath(let value), .signature(let value): value
        default: nil
        }
    }

    package var byteArray: [UInt8]? { if case .bytes(let value) = unwrapped { value } else { nil } }

    /// Any integer type that fits.
    package var integer: Int? {
        switch unwrapped {
        case .byte(let value): Int(value)
        case .int16(let value): Int(value)
        case .uint16(let value): Int(value)
        case .int32(let value): Int(value)
        case .uint32(let value): Int(value)
        case .int64(let value): Int(value)
        case .uint64(let value): Int(exactly: value)
        default: nil
        }
    }

    package var elements: [BusValue]? { if case .array(let values, _) = unwrapped { values } else { nil } }

    package var entries: [String: BusValue]? { if case .dictionary(let entries, _, _) = unwrapped { entries } else { nil } }

    /// The D-Bus type signature of the value. Source: D-Bus Specification 0.38, "Type system".
    var signature: String {
        switch self {
        case .boolean: "b"
        case .byte: "y"
        case .int16: "n"
        case .uint16: "q"
        case .int32: "i"
        case .uint32: "u"
        case .int64: "x"
        case .uint64: "t"
        case .double: "d"
        case .string: "s"
        case .objectPath: "o"
        case .signature: "g"
        case .bytes: "ay"
        case .array(_, let element): "a" + element
        case .dictionary(_, let key, let value): "a{\(key)\(value)}"
        case .structure(let members): "(" + members.map(\.signature).joined() + ")"
        case .variant: "v"
        }
    }
}
