// User Data Service: days of a person's life.

/// A Date of Birth (0x2A85) or Date of Threshold Assessment (0x2A86): year from 1582 on, month and day, each 0 if not known.
///
/// A date that does not exist is kept as it was sent. Source: User Data Service 1.1; GATT Specification Supplement.
package struct UserDate<Kind: FieldKind>: CharacteristicValue {
    package let year: UInt16
    package let month: UInt8
    package let day: UInt8

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        year = try cursor.uint16(from: value)
        month = try cursor.uint8(from: value)
        day = try cursor.uint8(from: value)
        try cursor.end(of: value)
    }

    package var fields: [Field] {
        let time = DeviceDateTime(year: year, month: month, day: day, hour: 0, minute: 0, second: 0)
        return [.text(Kind.fieldName, String(time.description.prefix { $0 != "T" }))]
    }
}

package enum DateOfBirthKind: FieldKind { package static let fieldName = "date_of_birth" }
package enum DateOfThresholdAssessmentKind: FieldKind { package static let fieldName = "date_of_threshold_assessment" }
