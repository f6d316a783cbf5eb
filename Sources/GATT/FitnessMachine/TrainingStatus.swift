// Fitness Machine Service: where in the training the person is.

import Vitals

/// A Training Status (0x2AD3): a code, and a text if flagged.
///
/// The text of a notification may be cut at any octet; bit 1, "Extended String", then says that a read gives all of it. So a character that
/// is cut at the end of such a text is left out, and is no error. Codes 16 to 255 are reserved. Source: Fitness Machine Service 1.0.1,
/// §4.10.
package struct TrainingStatus: CharacteristicValue {
    package let code: UInt8
    package let text: String?
    /// A read gives more of the text.
    package let isExtended: Bool
    private let reserved: ReservedRest

    private static let names = [
        "other", "idle", "warming up", "low intensity interval", "high intensity interval", "recovery interval", "isometric",
        "heart rate control", "fitness test", "speed outside of control region - low", "speed outside of control region - high",
        "cool down", "watt control", "manual mode (quick start)", "pre-workout", "post-workout",
    ]

    private enum Flag {
        static let text: UInt8 = 1 << 0
        static let extended: UInt8 = 1 << 1
        static let reserved: UInt8 = 0b1111_1100
    }

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        let flags = try cursor.uint8(from: value)
        code = try cursor.uint8(from: value)
        isExtended = flags & Flag.extended != 0
        if flags & Flag.text == 0 {
            text = nil
        } else {
            let start = cursor.position
            var bytes = try cursor.rest(of: value)
            while bytes.last == 0 { bytes.removeLast() }
            text = try Self.text(bytes, mayBeCut: isExtended, at: start)
        }
        reserved = try ReservedRest(flags & Flag.reserved, from: &cursor, in: value)
    }

    private static func text(_ bytes: [UInt8], mayBeCut: Bool, at start: Int) throws(DecodingError) -> String {
        // A character of UTF-8 has four octets at most: three can be left of one that was cut.
        for cut in 0...(mayBeCut ? min(3, bytes.count) : 0) {
            if let text = String(validating: bytes.dropLast(cut), as: UTF8.self) { return text }
        }
        throw .notUTF8(at: start)
    }

    /// `nil` for a code that is reserved.
    package var name: String? { Field.name(of: code, in: Self.names) }

    package var fields: [Field] {
        var fields: [Field] = [.code("training_status", code, Self.names)]
        if let text { fields.append(.text("training_status_string", text)) }
        if isExtended { fields.append(.text("extended_string", "true")) }
        return fields + reserved.fields
    }

    package var readings: [Reading] { name == nil ? [] : [Reading(.trainingStatus, Double(code))] }
}
