// Vectors: annotated bytes of a value, and what they mean field by field.

import GATT
import Testing
import Vitals

/// A value of a characteristic, and the text of each field and reading that it has to become.
struct Vector: Sendable, CustomTestStringConvertible {
    let uuid: BluetoothUUID
    let bytes: [UInt8]
    let fields: [String]
    /// As `key value`, such as `heart_rate 72`; `nil`: not compared.
    let readings: [String]?
    /// Lengths at which a prefix is itself a whole value: where a list of fields may end.
    let wholePrefixes: Set<Int>

    /// `hex` may hold spaces and comments: `1E (flags) 7800 (systolic)`.
    init(
        _ uuid: String, _ hex: String, _ fields: [String], readings: [String]? = nil, wholePrefixes: Set<Int> = [],
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        self.uuid = BluetoothUUID(uuid) ?? BluetoothUUID(short: 0)
        bytes = Self.bytes(hex)
        self.fields = fields
        self.readings = readings
        self.wholePrefixes = wholePrefixes
    }

    static func bytes(_ hex: String) -> [UInt8] {
        var digits = ""
        var depth = 0
        for character in hex {
            if character == "(" { depth += 1 }
            if depth == 0, character.isHexDigit { digits.append(character) }
            if character == ")" { depth -= 1 }
        }
        return stride(from: 0, to: digits.count - 1, by: 2).compactMap {
            UInt8(digits.dropFirst($0).prefix(2), radix: 16)
        }
    }

    var testDescription: String { "\(uuid): " + bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ") }

    /// Decodes, compares, and tries every prefix and every flipped bit.
    func check(sourceLocation: SourceLocation = #_sourceLocation) throws {
        let characteristic = try #require(CharacteristicDescription(uuid: uuid), "\(uuid) is not in the catalogue")
        let value = try characteristic.decode(bytes)
        #expect(value.fields.map(\.description) == fields, sourceLocation: sourceLocation)
        if let readings {
            #expect(value.readings.map { "\($0.metric.key) \(Self.short($0.value))" } == readings, sourceLocation: sourceLocation)
        }
        for length in 0..<bytes.count {
            let prefix = Array(bytes.prefix(length))
            if wholePrefixes.contains(length) {
                #expect(throws: Never.self, "prefix of \(length)", sourceLocation: sourceLocation) { try characteristic.decode(prefix) }
            } else {
                #expect(throws: DecodingError.self, "prefix of \(length)", sourceLocation: sourceLocation) {
                    try characteristic.decode(prefix)
                }
            }
        }
        // Whatever a flipped bit makes of it: a value or an error, never a trap.
        for bit in 0..<bytes.count * 8 {
            var flipped = bytes
            flipped[bit / 8] ^= 1 << UInt8(bit % 8)
            let damaged = try? characteristic.decode(flipped)
            _ = (damaged?.fields.map(\.description), damaged?.readings)
        }
    }

    private static func short(_ value: Double) -> String { Int(exactly: value).map(String.init) ?? "\(value)" }
}
