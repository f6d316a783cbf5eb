// Characteristics that are one text.

/// A text under the name of its characteristic: UTF-8 of any length; closing NULs, which some devices send, are no part of it.
package struct NamedText<Kind: FieldKind>: CharacteristicValue {
    package let text: String

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        text = try cursor.text(of: value)
    }

    package var fields: [Field] { [.text(Kind.fieldName, text)] }
}
