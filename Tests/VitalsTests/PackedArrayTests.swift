import Foundation
import Testing
import Vitals

@Suite("Numbers packed into one text")
struct PackedArrayTests {
    @Test(
        "Bytes become Base64 as RFC 4648 has it, §10",
        arguments: [
            ("", "[\"\"]"), ("f", "[\"Zg==\"]"), ("fo", "[\"Zm8=\"]"), ("foo", "[\"Zm9v\"]"), ("foob", "[\"Zm9vYg==\"]"),
            ("fooba", "[\"Zm9vYmE=\"]"),
            ("foobar", "[\"Zm9vYmFy\"]"),
        ])
    func vectors(text: String, json: String) throws {
        let packed = PackedArray(Array(text.utf8))
        #expect(String(decoding: try JSONEncoder().encode([packed]), as: UTF8.self) == json)
        #expect(try JSONDecoder().decode([PackedArray<UInt8>].self, from: Data(json.utf8)) == [packed])
    }

    private func roundTrip<Number: FixedWidthInteger & Sendable>(_ values: [Number]) throws -> [Number] {
        try JSONDecoder().decode(PackedArray<Number>.self, from: JSONEncoder().encode(PackedArray(values))).values
    }

    @Test("Numbers of every width come back")
    func widths() throws {
        #expect(try roundTrip([0, 1, 255] as [UInt8]) == [0, 1, 255])
        #expect(try roundTrip([0, 1, 0x8000, .max] as [UInt16]) == [0, 1, 0x8000, .max])
        #expect(try roundTrip([.min, -1, 0, .max] as [Int16]) == [.min, -1, 0, .max])
        #expect(try roundTrip([0, 0xDEAD_BEEF] as [UInt32]) == [0, 0xDEAD_BEEF])
        let doubles = [0.1, -.infinity, .pi].map(\.bitPattern)
        #expect(try roundTrip(doubles) == doubles)
        #expect(try roundTrip([] as [UInt64]) == [])
    }

    @Test("A text that holds no whole numbers is refused", arguments: ["[\"Zg==\"]", "[\"Zm9v\"]", "[\"Zm-v\"]", "[\"ä\"]", "[7]"])
    func refused(json: String) {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([PackedArray<UInt16>].self, from: Data(json.utf8)) }
    }
}
