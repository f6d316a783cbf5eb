// Insulin pumps send many small layouts of the same few kinds of fields; this reads them one after another and names them.

/// Reads fields in order and keeps them as they are to be shown.
struct IDDReader {
    private(set) var cursor = ByteCursor()
    private(set) var fields: [Field] = []
    /// Reserved flags may stand for fields after those that are known.
    private var hasReservedFlags = false

    @discardableResult
    mutating func uint8(_ name: String, _ unit: String? = nil, from value: Span<UInt8>) throws(DecodingError) -> UInt8 {
        let number = try cursor.uint8(from: value)
        fields.append(.integer(name, number, unit))
        return number
    }

    @discardableResult
    mutating func uint16(_ name: String, _ unit: String? = nil, from value: Span<UInt8>) throws(DecodingError) -> UInt16 {
        let number = try cursor.uint16(from: value)
        fields.append(.integer(name, number, unit))
        return number
    }

    @discardableResult
    mutating func uint32(_ name: String, _ unit: String? = nil, from value: Span<UInt8>) throws(DecodingError) -> UInt32 {
        let number = try cursor.uint32(from: value)
        fields.append(.integer(name, number, unit))
        return number
    }

    mutating func int32(_ name: String, _ unit: String, from value: Span<UInt8>) throws(DecodingError) {
        fields.append(.integer(name, try cursor.int32(from: value), unit))
    }

    /// A duration of which 0xFFFF means that it does not apply.
    mutating func delay(_ name: String, from value: Span<UInt8>) throws(DecodingError) {
        let minutes = try cursor.uint16(from: value)
        fields.append(minutes == .max ? Field(name, .missing("not applicable"), unit: "min") : .integer(name, minutes, "min"))
    }

    @discardableResult
    mutating func sfloat(_ name: String, _ unit: String, from value: Span<UInt8>) throws(DecodingError) -> MedicalFloat {
        let number = try cursor.sfloat(from: value)
        fields.append(.medical(name, number, unit))
        return number
    }

    @discardableResult
    mutating func float(_ name: String, _ unit: String, from value: Span<UInt8>) throws(DecodingError) -> MedicalFloat {
        let number = try cursor.float(from: value)
        fields.append(.medical(name, number, unit))
        return number
    }

    @discardableResult
    mutating func code8(_ name: String, _ names: IDDCodes, from value: Span<UInt8>) throws(DecodingError) -> UInt8 {
        let code = try cursor.uint8(from: value)
        fields.append(names.field(name, UInt16(code)))
        return code
    }

    @discardableResult
    mutating func code16(_ name: String, _ names: IDDCodes, from value: Span<UInt8>) throws(DecodingError) -> UInt16 {
        let code = try cursor.uint16(from: value)
        fields.append(names.field(name, code))
        return code
    }

    /// Flags that only say what follows are not shown: their names are `nil`, and `layout` counts them.
    mutating func flags8(_ name: String, _ names: [String?], layout: UInt8, from value: Span<UInt8>) throws(DecodingError) -> UInt8 {
        let flags = try cursor.uint8(from: value)
        let shown = Field.flags(name, flags & ~layout, names)
        hasReservedFlags = hasReservedFlags || shown.count > 1
        fields += names.contains { $0 != nil } ? shown : Array(shown.dropFirst())
        return flags
    }

    mutating func flags16(_ name: String, _ names: [String?], from value: Span<UInt8>) throws(DecodingError) {
        let shown = Field.flags(name, try cursor.uint16(from: value), names)
        hasReservedFlags = hasReservedFlags || shown.count > 1
        fields += shown
    }

    @discardableResult
    mutating func dateTime(_ name: String, from value: Span<UInt8>) throws(DecodingError) -> DeviceDateTime {
        let time = try cursor.dateTime(from: value)
        fields.append(.time(name, time))
        return time
    }

    mutating func append(_ field: Field) { fields.append(field) }

    func remaining(in value: Span<UInt8>) -> Int { cursor.remaining(in: value) }

    mutating func int8(from value: Span<UInt8>) throws(DecodingError) -> Int8 { try cursor.int8(from: value) }

    mutating func int16(from value: Span<UInt8>) throws(DecodingError) -> Int16 { try cursor.int16(from: value) }

    mutating func octet(from value: Span<UInt8>) throws(DecodingError) -> UInt8 { try cursor.uint8(from: value) }

    /// Everything up to the end, of which nobody knows the layout, nor whether a counter and a checksum close it.
    mutating func rest(_ name: String, of value: Span<UInt8>) throws(DecodingError) {
        fields.append(Field(name, .raw(try cursor.rest(of: value))))
    }

    /// The end. Where the pump protects its values, a counter and a checksum come before it; history has the checksum alone.
    mutating func end(of value: Span<UInt8>) throws(DecodingError) {
        let left = remaining(in: value)
        guard left > 0 else { return }
        let isProtected = left >= 2 && (try? ChecksumCCITT.check(value)) != nil
        if isProtected {
            let isCounted = left > 2
            let unknown = left - (isCounted ? 3 : 2)
            guard unknown == 0 || hasReservedFlags else { throw .trailing(at: cursor.position, has: left) }
            if unknown > 0 { fields.append(Field("unknown", .raw(try cursor.bytes(unknown, from: value)))) }
            if isCounted { fields.append(.integer("e2e_counter", try cursor.uint8(from: value))) }
        } else if hasReservedFlags {
            try rest("unknown", of: value)
        } else if left == 2 || left == 3 {
            try ChecksumCCITT.check(value)
        } else {
            throw .trailing(at: cursor.position, has: left)
        }
    }
}
