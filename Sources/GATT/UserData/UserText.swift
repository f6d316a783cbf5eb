// User Data Service: names and other texts.

/// The texts of a person's profile: First Name (0x2A8A), Middle Name (0x2B48), Last Name (0x2A90), Email Address (0x2A87) and Language
/// (0x2AA2), a code of ISO 639-1. Never readings. Source: User Data Service 1.1; GATT Specification Supplement.
package enum UserText {
    package enum FirstName: FieldKind { package static let fieldName = "first_name" }
    package enum MiddleName: FieldKind { package static let fieldName = "middle_name" }
    package enum LastName: FieldKind { package static let fieldName = "last_name" }
    package enum EmailAddress: FieldKind { package static let fieldName = "email_address" }
    package enum Language: FieldKind { package static let fieldName = "language" }
}
