// Values that came are remembered, not by their bytes, but by a number made of them.

import Vitals

enum ValueHash {
    /// FNV-1a, 64 bits: stable from run to run, which Swift's own hashing is not. 2048 values of one device meet by chance once in 10^13
    /// times. Source: RFC 9923, §2.
    static func of(_ characteristic: BluetoothUUID, _ bytes: [UInt8]) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        for shift in stride(from: 0, to: 128, by: 8) { add(UInt8(truncatingIfNeeded: characteristic.value >> UInt128(shift))) }
        for byte in bytes { add(byte) }
        return hash
    }
}
