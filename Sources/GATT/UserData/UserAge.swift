// User Data Service: how old a person is.

import Vitals

/// An Age (0x2A80): whole years, 0 to 255. Source: User Data Service 1.1; GATT Specification Supplement, "Age".
package struct UserAge: CharacteristicValue {
    package let years: UInt8

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        years = try cursor.uint8(from: value)
        try cursor.end(of: value)
    }

    package var fields: [Field] { [.integer("age", years, "a")] }

    package var readings: [Reading] { [Reading(.age, Double(years))] }
}
