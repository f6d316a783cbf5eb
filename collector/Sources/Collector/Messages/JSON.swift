// What people and home automation read is JSON: keys in a fixed order, slashes as they are, times as RFC 3339.

import Foundation

package enum JSON {
    /// The JSON text of a message of ours; their types hold nothing that cannot be encoded.
    package static func bytes(_ value: some Encodable) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return [UInt8](try encoder.encode(value))
        } catch {
            preconditionFailure("a message always encodes: \(error)")
        }
    }

    package static func text(_ value: some Encodable) -> String {
        String(decoding: bytes(value), as: UTF8.self)
    }

    package static func value<Value: Decodable>(_ type: Value.Type, from bytes: some Sequence<UInt8>) throws -> Value {
        try JSONDecoder().decode(type, from: Data(bytes))
    }
}
