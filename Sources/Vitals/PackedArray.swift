// A state of hundreds of numbers is stored for each person every two minutes: as one text it costs a tenth of what an array of them does.

/// An encoder whose format has bytes.
package protocol ByteEncoder: Encoder {
    func encode(bytes: [UInt8])
}

/// A decoder whose format has bytes.
package protocol ByteDecoder: Decoder {
    func decodeBytes() throws -> [UInt8]
}

/// Whole numbers, stored as bytes where the format has them, else as the Base64 (RFC 4648, §4) of their bytes, the lowest first.
package struct PackedArray<Number: FixedWidthInteger & Sendable>: Hashable, Sendable {
    package var values: [Number]

    package init(_ values: [Number] = []) { self.values = values }
}

extension PackedArray: Codable {
    private static var width: Int { Number.bitWidth / 8 }

    package func encode(to encoder: any Encoder) throws {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(values.count * Self.width)
        // In memory as it is to be stored, which a big-endian machine would not have.
        #if _endian(little)
            unsafe values.withUnsafeBytes { memory in unsafe bytes.append(contentsOf: memory) }
        #else
            for value in values {
                for place in 0..<Self.width { bytes.append(UInt8(truncatingIfNeeded: value >> (8 * place))) }
            }
        #endif
        if let encoder = encoder as? any ByteEncoder { return encoder.encode(bytes: bytes) }
        var container = encoder.singleValueContainer()
        try container.encode(Base64.text(of: bytes))
    }

    /// Refuses a text that is no Base64, or of which bytes are left over.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let stored = try (decoder as? any ByteDecoder)?.decodeBytes() ?? Base64.bytes(of: container.decode(String.self))
        guard let bytes = stored, bytes.count.isMultiple(of: Self.width) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no packed numbers")
        }
        values = stride(from: 0, to: bytes.count, by: Self.width).map { start in
            (0..<Self.width).reduce(0 as Number) { $0 | Number(truncatingIfNeeded: bytes[start + $1]) << (8 * $1) }
        }
    }
}
