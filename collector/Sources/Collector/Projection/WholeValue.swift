// Mostly a frame is one value. Some values come in several frames, and some frames hold several values.

import GATT
import Vitals

/// A decoded value, whole.
struct WholeValue {
    /// As what it was decoded: of a stored value the characteristic that was recorded, not the one that hands it out.
    let characteristic: BluetoothUUID
    let value: any CharacteristicValue
    /// As sent, its pieces joined: the same bytes of the same device may be the same value.
    let bytes: [UInt8]
    /// When the last of its pieces came.
    let arrival: Timestamp
    /// The number under which the device stores it.
    var record: UInt16?
}
