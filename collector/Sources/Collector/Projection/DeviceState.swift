// What the projection remembers of a device between its frames.

import Vitals

/// The last beat, and what was last said of skin contact.
struct DeviceState: Codable, Hashable {
    /// Of the newest heart-rate frame.
    var arrival: Timestamp?
    /// The last beat of that frame: the next frame's beats come after it.
    var beat: Timestamp?
    var contact: Bool?
    /// When contact last became an observation.
    var contactTold: Timestamp?
}
