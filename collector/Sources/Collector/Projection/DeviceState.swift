// What the projection remembers of a device between its frames.

import GATT
import Vitals

/// The last beat, what was last said of skin contact, and how its clock goes.
struct DeviceState: Codable, Hashable {
    /// Of the newest heart-rate frame.
    var arrival: Timestamp?
    /// The last beat of that frame: the next frame's beats come after it.
    var beat: Timestamp?
    var contact: Bool?
    /// When contact last became an observation.
    var contactTold: Timestamp?
    /// `nil` until it was read.
    var clock: DeviceClock?
    /// When the running session of a glucose sensor started.
    var sessionStart: Timestamp?
    /// The last glucose measurement: a context that follows belongs to its time.
    var glucose: GlucoseRecord?
    var records: RecordMemory?
    /// The first half of a body composition measurement that needs two, until the second comes.
    var bodyComposition: [UInt8]?

    /// What a bicycle's sensor has counted: a speed takes two of its values.
    var cycling: CyclingMotion?
    /// The last weighing: a scale tells it in two characteristics.
    var weighing: Weighing?

    struct Weighing: Codable, Hashable {
        /// By the scale's clock, read as UTC.
        let shown: Timestamp
        /// The short UUID of what told it.
        let characteristic: UInt16?
    }

    struct GlucoseRecord: Codable, Hashable {
        let sequence: UInt16
        let time: Timestamp
        let timeQuality: TimeQuality
    }
}
