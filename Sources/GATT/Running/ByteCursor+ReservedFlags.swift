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
}
