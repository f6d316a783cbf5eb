// Columns of a chunk are bits, one after the other; the least significant bit of a byte comes first.

import Vitals

struct BitWriter {
    private(set) var bytes: [UInt8] = []
    private var pending: UInt64 = 0
    private var pendingCount = 0

    /// The low `count` bits of `value`, whose other bits are zero; at most 56.
    mutating func write(_ value: UInt64, bits count: Int) {
        pending |= value << UInt64(pendingCount)
        pendingCount += count
        while pendingCount >= 8 {
            bytes.append(UInt8(truncatingIfNeeded: pending))
            pending >>= 8
            pendingCount -= 8
        }
    }

    mutating func writeWhole(_ value: UInt64) {
        write(value & 0xFFFF_FFFF, bits: 32)
        write(value >> 32, bits: 32)
    }

    /// Seven bits a byte, the low ones first; the eighth says that more follow.
    mutating func writeVarint(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            write(rest & 0x7F | 0x80, bits: 8)
            rest >>= 7
        }
        write(rest, bits: 8)
    }

    mutating func writeSigned(_ value: Int64) { writeVarint(value.zigzag) }

    /// Up to the end of a byte.
    mutating func finish() -> [UInt8] {
        if pendingCount > 0 { write(0, bits: 8 - pendingCount) }
        return bytes
    }
}
