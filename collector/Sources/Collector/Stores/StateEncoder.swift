// What is remembered of a person is written every two minutes, of ten thousands of people: as JSON that would cost a tenth of a processor.

import Vitals

/// Writes a value as CBOR (RFC 8949), while it says what it consists of: maps and arrays of indefinite length (§3.2.2), keys in the order in
/// which they come, but for those of dictionaries, which are sorted by their bytes. So equal values are equal bytes.
///
/// A value has one container, as those that the compiler writes have; a second one of another kind, and `superEncoder`, are mistakes.
final class StateEncoder: ByteEncoder {
    private enum Container {
        case none, map, array
    }

    fileprivate var bytes: [UInt8] = []
    private var container = Container.none
    /// Where the entries of the open map begin, if it is a dictionary: these have no order of their own.
    private var entries: [Int]?
    let codingPath: [any CodingKey] = []
    let userInfo: [CodingUserInfoKey: Any] = [:]

    fileprivate init() {}

    static func bytes(_ value: some Encodable) throws -> [UInt8] {
        let encoder = StateEncoder()
        encoder.bytes.reserveCapacity(8192)
        try encoder.write(value)
        return encoder.bytes
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        open(.map, StateCode.map)
        if ObjectIdentifier(type) == DictionaryKey.type { entries = entries ?? [] }
        return KeyedEncodingContainer(KeyedStateEncoder(encoder: self))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        open(.array, StateCode.array)
        return UnkeyedStateEncoder(encoder: self)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { SingleStateEncoder(encoder: self) }

    private func open(_ kind: Container, _ code: UInt8) {
        guard container != kind else { return }
        precondition(container == .none, "a value has one container")
        container = kind
        bytes.append(code)
    }

    fileprivate func write<Value: Encodable>(_ value: Value) throws {
        let outer = (container, entries)
        (container, entries) = (.none, nil)
        try value.encode(to: self)
        if let entries { sort(entries) }
        if container != .none { bytes.append(StateCode.end) }
        (container, entries) = outer
    }

    private func sort(_ entries: [Int]) {
        guard let first = entries.first else { return }
        let ends = entries.dropFirst() + [bytes.count]
        let sorted = zip(entries, ends).map { Array(bytes[$0..<$1]) }.sorted { $0.lexicographicallyPrecedes($1) }
        bytes.replaceSubrange(first..., with: sorted.joined())
    }

    fileprivate func key(_ key: some CodingKey) {
        entries?.append(bytes.count)
        write(text: key.stringValue)
    }

    func encode(bytes value: [UInt8]) {
        head(StateCode.bytes, UInt64(value.count))
        bytes.append(contentsOf: value)
    }

    fileprivate func write(_ value: Double) {
        bytes.append(StateCode.double)
        let bits = value.bitPattern
        for shift in stride(from: 56 as UInt64, through: 0, by: -8) { bytes.append(UInt8(truncatingIfNeeded: bits >> shift)) }
    }

    fileprivate func write(_ value: Bool) { bytes.append(value ? StateCode.yes : StateCode.no) }

    fileprivate func writeNil() { bytes.append(StateCode.null) }

    fileprivate func write(text: String) {
        head(StateCode.text, UInt64(text.utf8.count))
        bytes.append(contentsOf: text.utf8)
    }

    fileprivate func write(signed value: Int64) {
        // −1 − n (§3.1).
        value < 0 ? head(StateCode.negative, UInt64(bitPattern: ~value)) : head(StateCode.unsigned, UInt64(value))
    }

    /// A major type with its argument, as short as it can be.
    fileprivate func head(_ type: UInt8, _ argument: UInt64) {
        switch argument {
        case 0..<24: bytes.append(type | UInt8(argument))
        case 24...0xFF: bytes.append(contentsOf: [type | 24, UInt8(argument)])
        case 0x100...0xFFFF: append(type | 25, argument, from: 8)
        case 0x1_0000...0xFFFF_FFFF: append(type | 26, argument, from: 24)
        default: append(type | 27, argument, from: 56)
        }
    }

    private func append(_ first: UInt8, _ argument: UInt64, from top: UInt64) {
        bytes.append(first)
        for shift in stride(from: top, through: 0, by: -8) { bytes.append(UInt8(truncatingIfNeeded: argument >> shift)) }
    }
}

/// The type of a dictionary's keys, which the standard library keeps to itself: that of the container that one asks for.
private final class DictionaryKey: Encoder {
    static let type: ObjectIdentifier? = {
        let encoder = DictionaryKey()
        try? ["": 0].encode(to: encoder)
        return encoder.type
    }()

    private var type: ObjectIdentifier?
    let codingPath: [any CodingKey] = []
    let userInfo: [CodingUserInfoKey: Any] = [:]

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        self.type = ObjectIdentifier(type)
        return KeyedEncodingContainer(KeyedStateEncoder(encoder: StateEncoder()))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer { StateEncoder().unkeyedContainer() }
    func singleValueContainer() -> any SingleValueEncodingContainer { StateEncoder().singleValueContainer() }
}

/// First bytes of RFC 8949, appendix B.
enum StateCode {
    static let unsigned: UInt8 = 0x00
    static let negative: UInt8 = 0x20
    static let bytes: UInt8 = 0x40
    static let text: UInt8 = 0x60
    static let array: UInt8 = 0x9F
    static let map: UInt8 = 0xBF
    static let no: UInt8 = 0xF4
    static let yes: UInt8 = 0xF5
    static let null: UInt8 = 0xF6
    static let double: UInt8 = 0xFB
    static let end: UInt8 = 0xFF
}

private struct KeyedStateEncoder<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let encoder: StateEncoder
    var codingPath: [any CodingKey] { [] }

    private func key(_ key: Key) { encoder.key(key) }

    func encodeNil(forKey key: Key) throws {
        self.key(key)
        encoder.writeNil()
    }

    func encode(_ value: Bool, forKey key: Key) throws {
        self.key(key)
        encoder.write(value)
    }

    func encode(_ value: String, forKey key: Key) throws {
        self.key(key)
        encoder.write(text: value)
    }

    func encode(_ value: Double, forKey key: Key) throws {
        self.key(key)
        encoder.write(value)
    }

    func encode(_ value: Float, forKey key: Key) throws { try encode(Double(value), forKey: key) }
    func encode(_ value: Int, forKey key: Key) throws { try encode(Int64(value), forKey: key) }
    func encode(_ value: Int8, forKey key: Key) throws { try encode(Int64(value), forKey: key) }
    func encode(_ value: Int16, forKey key: Key) throws { try encode(Int64(value), forKey: key) }
    func encode(_ value: Int32, forKey key: Key) throws { try encode(Int64(value), forKey: key) }

    func encode(_ value: Int64, forKey key: Key) throws {
        self.key(key)
        encoder.write(signed: value)
    }

    func encode(_ value: UInt, forKey key: Key) throws { try encode(UInt64(value), forKey: key) }
    func encode(_ value: UInt8, forKey key: Key) throws { try encode(UInt64(value), forKey: key) }
    func encode(_ value: UInt16, forKey key: Key) throws { try encode(UInt64(value), forKey: key) }
    func encode(_ value: UInt32, forKey key: Key) throws { try encode(UInt64(value), forKey: key) }

    func encode(_ value: UInt64, forKey key: Key) throws {
        self.key(key)
        encoder.head(StateCode.unsigned, value)
    }

    func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
        self.key(key)
        try encoder.write(value)
    }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) -> KeyedEncodingContainer<Nested> {
        preconditionFailure("states nest values, not containers")
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        preconditionFailure("states nest values, not containers")
    }

    func superEncoder() -> any Encoder { preconditionFailure("states inherit from nothing") }
    func superEncoder(forKey key: Key) -> any Encoder { preconditionFailure("states inherit from nothing") }
}

private struct UnkeyedStateEncoder: UnkeyedEncodingContainer {
    let encoder: StateEncoder
    var codingPath: [any CodingKey] { [] }
    private(set) var count = 0

    init(encoder: StateEncoder) { self.encoder = encoder }

    mutating func encodeNil() throws {
        count += 1
        encoder.writeNil()
    }

    mutating func encode<Value: Encodable>(_ value: Value) throws {
        count += 1
        try encoder.write(value)
    }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
        preconditionFailure("states nest values, not containers")
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { preconditionFailure("states nest values, not containers") }
    func superEncoder() -> any Encoder { preconditionFailure("states inherit from nothing") }
}

private struct SingleStateEncoder: SingleValueEncodingContainer {
    let encoder: StateEncoder
    var codingPath: [any CodingKey] { [] }

    func encodeNil() throws { encoder.writeNil() }
    func encode(_ value: Bool) throws { encoder.write(value) }
    func encode(_ value: String) throws { encoder.write(text: value) }
    func encode(_ value: Double) throws { encoder.write(value) }
    func encode(_ value: Float) throws { encoder.write(Double(value)) }
    func encode(_ value: Int) throws { encoder.write(signed: Int64(value)) }
    func encode(_ value: Int8) throws { encoder.write(signed: Int64(value)) }
    func encode(_ value: Int16) throws { encoder.write(signed: Int64(value)) }
    func encode(_ value: Int32) throws { encoder.write(signed: Int64(value)) }
    func encode(_ value: Int64) throws { encoder.write(signed: value) }
    func encode(_ value: UInt) throws { encoder.head(StateCode.unsigned, UInt64(value)) }
    func encode(_ value: UInt8) throws { encoder.head(StateCode.unsigned, UInt64(value)) }
    func encode(_ value: UInt16) throws { encoder.head(StateCode.unsigned, UInt64(value)) }
    func encode(_ value: UInt32) throws { encoder.head(StateCode.unsigned, UInt64(value)) }
    func encode(_ value: UInt64) throws { encoder.head(StateCode.unsigned, value) }
    func encode<Value: Encodable>(_ value: Value) throws { try encoder.write(value) }
}
