// Values that came are remembered, not by their bytes, but by a number made of them.

import Vitals

enum ValueHash {
    /// 2048 values of one device meet by chance once in 10^13 times.
    static func of(_ characteristic: BluetoothUUID, _ bytes: [UInt8]) -> UInt64 {
        var fingerprint = Fingerprint()
        for shift in stride(from: 0, to: 128, by: 8) { fingerprint.add(UInt8(truncatingIfNeeded: characteristic.value >> UInt128(shift))) }
        fingerprint.add(bytes)
        return fingerprint.value
    }
}
