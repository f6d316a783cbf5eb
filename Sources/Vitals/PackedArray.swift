// An array that is stored as one text.

/// Whole numbers, stored as `PackedBytes`.
package struct PackedArray<Number: FixedWidthInteger & Sendable>: Hashable, Sendable, Codable {
    package var values: [Number]

    package init(_ values: [Number] = []) { self.values = values }

    package init(from decoder: any Decoder) throws {
        values = try PackedBytes(from: decoder).numbers(of: Number.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var packed = PackedBytes()
        for value in values { packed.append(value) }
        try packed.encode(to: encoder)
    }
}
