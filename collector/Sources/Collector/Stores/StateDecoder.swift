// Reads what `StateEncoder` wrote. What is in the database may be damaged: nothing in it traps, and depth is bounded.

import Vitals

/// Reads a value from CBOR as `StateEncoder` writes it.
struct StateDecoder: ByteDecoder {
    fileprivate let bytes: [UInt8]
    /// Where the value begins.
    fileprivate let place: Int
    fileprivate let depth: Int
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    private static let depthMax = 64

    static func value<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8]) throws -> Value {
        let decoder = StateDecoder(bytes: bytes, place: 0, depth: 0)
        guard try decoder.end() == bytes.count else { throw decoder.fault("bytes behind the value") }
        return try Value(from: decoder)
    }

    fileprivate func at(_ place: Int) throws -> StateDecoder {
        guard depth < Self.depthMax else { throw fault("nested too deeply") }
        return StateDecoder(bytes: bytes, place: place, depth: depth + 1)
    }

    fileprivate func fault(_ text: String) -> DecodingError {
        .dataCorrupted(.init(codingPath: [], debugDescription: "\(text) at byte \(place)"))
    }

    fileprivate func mismatch(_ type: Any.Type) -> DecodingError {
        .typeMismatch(type, .init(codingPath: [], debugDescription: "byte \(place) begins something else"))
    }

    fileprivate var code: UInt8? { place < bytes.count ? bytes[place] : nil }
    fileprivate var isNil: Bool { code == StateCode.null }

    /// Where the value ends.
    fileprivate func end() throws -> Int {
        guard let code else { throw fault("no value") }
        switch code {
        case StateCode.no, StateCode.yes, StateCode.null: return place + 1
        case StateCode.double:
            guard bytes.count - place >= 9 else { throw fault("a cut number") }
            return place + 9
        case StateCode.map, StateCode.array:
            var next = try at(place + 1)
            while let code = next.code, code != StateCode.end { next = try at(next.end()) }
            guard next.code != nil else { throw fault("no end") }
            return next.place + 1
        default:
            let (argument, start) = try head()
            guard [StateCode.text, StateCode.bytes].contains(code & 0xE0) else { return start }
            guard argument <= UInt64(bytes.count - start) else { throw fault("a cut text") }
            return start + Int(argument)
        }
    }

    /// The argument of an integer's or a text's first byte, and where it ends.
    private func head() throws -> (argument: UInt64, end: Int) {
        guard let code, code & 0xE0 <= StateCode.text else { throw fault("an unknown kind of value") }
        let short = code & 0x1F
        if short < 24 { return (UInt64(short), place + 1) }
        guard short <= 27 else { throw fault("an unknown length") }
        let count = 1 << Int(short - 24)
        guard bytes.count - place > count else { throw fault("a cut number") }
        return (bytes[(place + 1)...(place + count)].reduce(0) { $0 << 8 | UInt64($1) }, place + 1 + count)
    }

    fileprivate func text() throws -> String {
        guard let code, code & 0xE0 == StateCode.text else { throw mismatch(String.self) }
        let (count, start) = try head()
        guard count <= UInt64(bytes.count - start), let text = String(validating: bytes[start..<start + Int(count)], as: UTF8.self) else {
            throw fault("no text")
        }
        return text
    }

    func decodeBytes() throws -> [UInt8] {
        guard let code, code & 0xE0 == StateCode.bytes else { throw mismatch([UInt8].self) }
        let (count, start) = try head()
        guard count <= UInt64(bytes.count - start) else { throw fault("cut bytes") }
        return Array(bytes[start..<start + Int(count)])
    }

    fileprivate func bool() throws -> Bool {
        guard code == StateCode.yes || code == StateCode.no else { throw mismatch(Bool.self) }
        return code == StateCode.yes
    }

    fileprivate func double() throws -> Double {
        guard code == StateCode.double, bytes.count - place >= 9 else { throw mismatch(Double.self) }
        return Double(bitPattern: bytes[(place + 1)...(place + 8)].reduce(0) { $0 << 8 | UInt64($1) })
    }

    fileprivate func integer<Number: FixedWidthInteger>(_ type: Number.Type) throws -> Number {
        guard let code, code & 0xE0 <= StateCode.negative else { throw mismatch(type) }
        let argument = try head().argument
        let number =
            code & 0xE0 == StateCode.negative ? Int64(exactly: argument).flatMap { Number(exactly: ~$0) } : Number(exactly: argument)
        guard let number else { throw fault("a number out of range") }
        return number
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard code == StateCode.map else { throw mismatch([String: Any].self) }
        var entries: [String: StateDecoder] = [:]
        var next = try at(place + 1)
        while let code = next.code, code != StateCode.end {
            let value = try at(next.end())
            entries[try next.text()] = value
            next = try at(value.end())
        }
        return KeyedDecodingContainer(KeyedStateDecoder(entries: entries))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard code == StateCode.array else { throw mismatch([Any].self) }
        return UnkeyedStateDecoder(next: try at(place + 1))
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer { SingleStateDecoder(decoder: self) }
}

private struct KeyedStateDecoder<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let entries: [String: StateDecoder]
    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { entries.keys.sorted().compactMap { Key(stringValue: $0) } }

    private func entry(_ key: Key) throws -> StateDecoder {
        guard let entry = entries[key.stringValue] else {
            throw DecodingError.keyNotFound(key, .init(codingPath: [], debugDescription: "no \(key.stringValue)"))
        }
        return entry
    }

    func contains(_ key: Key) -> Bool { entries[key.stringValue] != nil }
    func decodeNil(forKey key: Key) throws -> Bool { try entry(key).isNil }
    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try entry(key).bool() }
    func decode(_ type: String.Type, forKey key: Key) throws -> String { try entry(key).text() }
    func decode(_ type: Double.Type, forKey key: Key) throws -> Double { try entry(key).double() }
    func decode(_ type: Float.Type, forKey key: Key) throws -> Float { Float(try entry(key).double()) }
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try entry(key).integer(type) }
    func decode(_ type: Int8.Type, forKey key: Key) throws -> Int8 { try entry(key).integer(type) }
    func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 { try entry(key).integer(type) }
    func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 { try entry(key).integer(type) }
    func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try entry(key).integer(type) }
    func decode(_ type: UInt.Type, forKey key: Key) throws -> UInt { try entry(key).integer(type) }
    func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 { try entry(key).integer(type) }
    func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 { try entry(key).integer(type) }
    func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 { try entry(key).integer(type) }
    func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 { try entry(key).integer(type) }
    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value { try Value(from: entry(key)) }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) throws -> KeyedDecodingContainer<Nested> {
        try entry(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer { try entry(key).unkeyedContainer() }
    func superDecoder() throws -> any Decoder {
        throw DecodingError.valueNotFound(Any.self, .init(codingPath: [], debugDescription: "no super"))
    }
    func superDecoder(forKey key: Key) throws -> any Decoder { try superDecoder() }
}

private struct UnkeyedStateDecoder: UnkeyedDecodingContainer {
    private var next: StateDecoder
    private(set) var currentIndex = 0
    var codingPath: [any CodingKey] { [] }
    var count: Int? { nil }

    init(next: StateDecoder) { self.next = next }

    var isAtEnd: Bool { next.code == nil || next.code == StateCode.end }

    /// Moves behind the value, which is returned. The depth stays that of an element.
    private mutating func take() throws -> StateDecoder {
        guard !isAtEnd else { throw next.fault("no further value") }
        let taken = next
        next = StateDecoder(bytes: taken.bytes, place: try taken.end(), depth: taken.depth)
        currentIndex += 1
        return taken
    }

    mutating func decodeNil() throws -> Bool {
        guard next.isNil else { return false }
        _ = try take()
        return true
    }

    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try Value(from: take()) }
    mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) throws -> KeyedDecodingContainer<Nested> {
        try take().container(keyedBy: type)
    }
    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer { try take().unkeyedContainer() }
    mutating func superDecoder() throws -> any Decoder { try take() }
}

private struct SingleStateDecoder: SingleValueDecodingContainer {
    let decoder: StateDecoder
    var codingPath: [any CodingKey] { [] }

    func decodeNil() -> Bool { decoder.isNil }
    func decode(_ type: Bool.Type) throws -> Bool { try decoder.bool() }
    func decode(_ type: String.Type) throws -> String { try decoder.text() }
    func decode(_ type: Double.Type) throws -> Double { try decoder.double() }
    func decode(_ type: Float.Type) throws -> Float { Float(try decoder.double()) }
    func decode(_ type: Int.Type) throws -> Int { try decoder.integer(type) }
    func decode(_ type: Int8.Type) throws -> Int8 { try decoder.integer(type) }
    func decode(_ type: Int16.Type) throws -> Int16 { try decoder.integer(type) }
    func decode(_ type: Int32.Type) throws -> Int32 { try decoder.integer(type) }
    func decode(_ type: Int64.Type) throws -> Int64 { try decoder.integer(type) }
    func decode(_ type: UInt.Type) throws -> UInt { try decoder.integer(type) }
    func decode(_ type: UInt8.Type) throws -> UInt8 { try decoder.integer(type) }
    func decode(_ type: UInt16.Type) throws -> UInt16 { try decoder.integer(type) }
    func decode(_ type: UInt32.Type) throws -> UInt32 { try decoder.integer(type) }
    func decode(_ type: UInt64.Type) throws -> UInt64 { try decoder.integer(type) }
    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try Value(from: decoder) }
}
