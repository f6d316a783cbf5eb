// What is written to a device, octet by octet.

extension FixedWidthInteger {
    /// Least significant byte first, as every multi-byte value goes over the air.
    var littleEndianBytes: [UInt8] {
        (0..<Self.bitWidth / 8).map { UInt8(truncatingIfNeeded: self >> Self($0 * 8)) }
    }
}
