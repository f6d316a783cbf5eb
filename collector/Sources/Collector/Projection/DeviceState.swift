// What the projection remembers of a device between its frames.

import GATT
import Vitals

/// The last beat, how its clocks go, what it said of itself, what of it came lately and what is yet to become whole. All of it is bounded.
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
    /// The count of seconds behind it.
    var baseClock: DeviceClock?
    /// How the clock of a sensor that streams goes.
    var stream: StreamClock?
    /// Of a continuous glucose sensor.
    var session: SensorSession?
    /// The last glucose measurement: a context that follows belongs to its time.
    var glucose: GlucoseRecord?
    var records: RecordMemory?
    var recent: RecentValues?
    /// The last number of a BTHome sensor that numbers what it advertises.
    var packet: UInt8?
    /// Values that are not whole yet, by characteristic.
    var pieces: [String: Pieces]?
    /// Whether a cuff's stored measurements end in a checksum; `nil` until its features were read.
    var hasRecordChecksum: Bool?
    /// Whether an oximeter stores what it measures; `nil` until its features were read.
    var storesSpotChecks: Bool?
    /// What a bicycle's sensor has counted: a speed takes two of its values.
    var cycling: CyclingMotion?
    /// `nil` while the gateway's clock is known.
    var estimate: ClockEstimate?
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
        /// Older states do not have it.
        let timeBasis: TimeBasis?
    }
}
