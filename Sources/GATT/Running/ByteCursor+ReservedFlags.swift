// A flag that is not known yet may stand for fields that are not known yet.

extension ByteCursor {
    /// The bytes after the known fields: kept where a reserved flag is set, since it may account for them; else they are an error.
    mutating func rest(of value: Span<UInt8>, ifFlagged reserved: some FixedWidthInteger & UnsignedInteger) throws(DecodingError) -> [UInt8]
    {
        guard reserved != 0 else {
            try end(of: value)
            return []
        }
        return try rest(of: value)
    }
}

extension Field {
    /// What `rest(of:ifFlagged:)` kept, where it kept anything.
    static func unknownBytes(_ bytes: [UInt8]) -> [Self] { bytes.isEmpty ? [] : [Self("unknown", .raw(bytes))] }

    /// Tenths of a 32-bit counter, whose upper half an exact decimal cannot hold.
    static func tenths(_ name: String, _ ticks: UInt32, _ unit: String) -> Self {
        ticks <= UInt32(Int32.max) ? .scaled(name, ticks, exponent: -1, unit) : .number(name, Double(ticks) / 10, unit)
    }
}
