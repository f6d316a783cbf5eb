// Characteristics that are one code of a list.

/// A characteristic of one octet. Codes without a name are reserved.
package protocol CodedValue: CharacteristicValue {
    /// From 0 on; `nil` for a code that is reserved.
    static var names: [String?] { get }

    var code: UInt8 { get }
    init(code: UInt8)
}

extension CodedValue {
    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        self.init(code: try cursor.uint8(from: value))
        try cursor.end(of: value)
    }

    /// `nil` for a code that is reserved.
    package var name: String? { Field.name(of: code, in: Self.names) }
}
