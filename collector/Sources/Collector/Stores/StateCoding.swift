// How states are stored, for programs beside the collector that measure it.

package enum StateCoding {
    package static func bytes(_ value: some Encodable) throws -> [UInt8] { try StateEncoder.bytes(value) }

    package static func value<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8]) throws -> Value {
        try StateDecoder.value(type, from: bytes)
    }
}
