// Values that end with their checksum, without having to write it.

import GATT
import Testing

/// The bytes of `hex`, then their checksum: `ChecksumTests` ties it to values computed elsewhere.
func protected(_ hex: String) -> String {
    var checksum = ChecksumCCITT()
    for byte in Vector.bytes(hex) { checksum.add(byte) }
    return hex + " " + octets(checksum.value)
}

/// Least significant first.
func octets(_ number: UInt16) -> String {
    [UInt8(number & 0xFF), UInt8(number >> 8)].map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined()
}

@Suite("The checksum of medical services")
struct ChecksumTests {
    @Test("is that of the catalogue of parametrised checksums, CRC-16/MCRF4XX")
    func check() {
        var checksum = ChecksumCCITT()
        for byte in "123456789".utf8 { checksum.add(byte) }
        #expect(checksum.value == 0x6F91)
        #expect(protected("08 00 78 00 05 00").hasSuffix(" 0DE8"))
    }
}
