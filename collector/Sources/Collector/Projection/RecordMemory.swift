// A record may come twice: fetched again after a link was lost, or sent again by a cuff that had no answer.

import Vitals

/// The records of a device that were seen last, as hashes of their bytes.
///
/// Only for values that say when they were measured, or which record they are: the same bytes of the same device are then the same record.
struct RecordMemory: Codable, Hashable {
    /// More than meters hold: 1000 records, most with a context. 16 kB.
    static let countMax = 2048

    private var hashes: [UInt64] = []
    /// Where the next one goes once there are as many as there may be.
    private var next = 0

    /// Whether this is the first time.
    mutating func isNew(_ characteristic: BluetoothUUID, _ value: [UInt8]) -> Bool {
        let hash = ValueHash.of(characteristic, value)
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
