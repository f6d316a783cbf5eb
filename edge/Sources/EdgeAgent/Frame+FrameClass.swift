// Which frames are clinical.

import GATT
import Vitals

extension Frame {
    /// Clinical is what a device wants confirmed, what comes out of its memory, what is only advertised, and what is read on connecting, which
    /// says how all of that is to be understood. Notifications are a stream.
    var frameClass: FrameClass {
        origin == .notification && !CharacteristicDescription.records.contains(characteristic) ? .stream : .clinical
    }

    /// Whether it is committed at once. What is read comes in one go, and may wait for the next commit.
    var isUrgent: Bool { frameClass == .clinical && origin != .read }
}
