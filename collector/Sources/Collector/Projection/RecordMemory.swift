// A record may come twice: fetched again after a link was lost, or sent again by a cuff that had no answer.

import Vitals

/// The records of a device that were seen last, as hashes of their bytes.
///
/// Only for values that say when they were measured: the same bytes of the same device are then the same record.
struct RecordMemory: Codable, Hashable {
    /// More than meters hold: 1000 records, most with a context. 16 kB.
    static let countMax = 2048

    private var hashes: [UInt64] = []
    /// Where the next one goes once there are as many as there may be.
    private var next = 0

    /// Whether this is the first time.
    mutating func isNew(_ characteristic: BluetoothUUID, _ value: [UInt8]) -> Bool {
        // FNV-1a, 64 bits: stable from run to run, which Swift's own hashing is not. 2048 records of one device meet by chance once in
        // 10^13 times. Source: RFC 9923, §2.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        for shift in stride(from: 0, to: 128, by: 8) { add(UInt8(truncatingIfNeeded: characteristic.value >> UInt128(shift))) }
        for byte in value { add(byte) }
        if hashes.contains(hash) { return false }
        if hashes.count < Self.countMax {
            hashes.append(hash)
        } else {
            hashes[next] = hash
            next = (next + 1) % Self.countMax
        }
        return true
    }
}
