// Every decoder of the catalogue on whatever libFuzzer makes up: none may trap, and none may make much of little.

import GATT

/// One value: the first byte picks the characteristic, the rest are its bytes.
enum Decoding {
    /// A field or reading for each bit, and some that are always there, are more than any value has.
    private static func itemsMax(bytes: Int) -> Int { 64 + 8 * bytes }

    static func run(_ input: [UInt8]) {
        guard let choice = input.first else { return }
        let bytes = Array(input.dropFirst())
        let all = CharacteristicDescription.all
        // More characteristics than a byte has values: a second one is tried with the same bytes.
        for index in stride(from: Int(choice), to: all.count, by: 256) {
            guard let value = try? all[index].decode(bytes) else { continue }
            let fields = value.fields
            let readings = value.readings
            precondition(fields.count <= itemsMax(bytes: bytes.count), "too many fields")
            precondition(readings.count <= itemsMax(bytes: bytes.count), "too many readings")
            precondition(readings.allSatisfy(\.value.isFinite), "a reading that is no number")
            var length = 0
            for field in fields { length += field.description.utf8.count }
            precondition(length <= 256 * itemsMax(bytes: bytes.count), "long texts")
        }
    }
}

@_cdecl("LLVMFuzzerTestOneInput")
func testOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    Decoding.run(unsafe Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}
