// User Data Service: names and other texts.

/// Which text of the User Data Service a value is.
package protocol UserTextKind: Sendable {
    static var fieldName: String { get }
}

/// A First Name (0x2A8A), Middle Name (0x2B48), Last Name (0x2A90), Email Address (0x2A87) or Language (0x2AA2).
///
/// UTF-8; closing NULs are no part of it. The language is a code of ISO 639-1. Never a reading.
/// Source: User Data Service 1.1; GATT Specification Supplement.
package struct UserText<Kind: UserTextKind>: CharacteristicValue {
    package let text: String

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        text = try cursor.text(of: value)
    }

    package var fields: [Field] { [.text(Kind.fieldName, text)] }
}

package enum FirstNameKind: UserTextKind { package static let fieldName = "first_name" }
package enum MiddleNameKind: UserTextKind { package static let fieldName = "middle_name" }
package enum LastNameKind: UserTextKind { package static let fieldName = "last_name" }
package enum EmailAddressKind: UserTextKind { package static let fieldName = "email_address" }
package enum LanguageKind: UserTextKind { package static let fieldName = "language" }
