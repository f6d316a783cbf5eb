// The retained status of a gateway: JSON, because people and home automation read it.

import Vitals

/// What a gateway says about itself, and what its last will says when it is gone.
package struct GatewayStatus: Hashable, Sendable, Codable {
    package struct Device: Hashable, Sendable, Codable {
        package enum Link: String, Hashable, Sendable, Codable {
            /// Not heard yet.
            case searching
            case connecting
            case connected
            /// Heard now and then, without a connection.
            case listening
        }

        package var address: String
        package var name: String?
        package var link: Link
        /// In percent.
        package var battery: Int?

        package init(address: String, name: String?, link: Link, battery: Int?) {
            self.address = address
            self.name = name
            self.link = link
            self.battery = battery
        }
    }

    package enum Clock: String, Hashable, Sendable, Codable {
        case synchronized, unsynchronized
    }

    package var online: Bool
    package var version: String
    /// The process's, as in its `Hello`, in hexadecimal: a command is for one process. Absent in a last will.
    package var instance: String?
    /// RFC 3339; absent in a last will, which the broker publishes later than it was written.
    package var time: String?
    package var simulated: Bool
    package var clock: Clock
    /// Frames and batches in the outbox that the collector has not acknowledged.
    package var bufferedFrames: Int
    package var bufferedBatches: Int
    /// When the oldest of them was committed, RFC 3339.
    package var oldestUnsent: String?
    /// Frames acknowledged by the collector since the gateway started.
    package var deliveredFrames: Int
    /// Frames that had to be dropped, as far as the gateway knows; absent when there are none. What and why stands in gaps.
    package var lostFrames: Int?
    package var devices: [Device]

    package init(
        online: Bool, version: String, instance: UInt64? = nil, time: String? = nil, simulated: Bool, clock: Clock = .unsynchronized,
        bufferedFrames: Int = 0,
        bufferedBatches: Int = 0, oldestUnsent: String? = nil, deliveredFrames: Int = 0, lostFrames: Int? = nil, devices: [Device] = []
    ) {
        self.online = online
        self.version = version
        self.instance = instance.map { $0.padded(16, radix: 16) }
        self.time = time
        self.simulated = simulated
        self.clock = clock
        self.bufferedFrames = bufferedFrames
        self.bufferedBatches = bufferedBatches
        self.oldestUnsent = oldestUnsent
        self.deliveredFrames = deliveredFrames
        self.lostFrames = lostFrames
        self.devices = devices
    }

    package enum CodingKeys: String, CodingKey {
        case online, version, instance, time, simulated, clock, devices
        case bufferedFrames = "buffered_frames"
        case bufferedBatches = "buffered_batches"
        case oldestUnsent = "oldest_unsent"
        case deliveredFrames = "delivered_frames"
        case lostFrames = "lost_frames"
    }
}
