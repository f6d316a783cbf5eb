// What arrived and is no batch is kept for a person to look at, not thrown away.

package import Vitals

/// A message that could not become a batch.
package struct RefusedMessage: Hashable, Sendable {
    package let gateway: GatewayID
    package let topic: String
    package let received: Timestamp
    /// What is wrong with the bytes; never a value out of them.
    package let reason: String
    package let body: [UInt8]

    package init(gateway: GatewayID, topic: String, received: Timestamp, reason: String, body: [UInt8]) {
        self.gateway = gateway
        self.topic = topic
        self.received = received
        self.reason = reason
        self.body = body
    }
}

/// Bounds of the quarantine: a gateway that is broken, or hostile, must not fill the disk.
package enum QuarantineLimit {
    /// The newest are kept. 1000 different messages are more than anybody reads.
    package static let messagesMax = 1000
    /// 1000 messages of the largest batch would be 256 MiB; a quarter of that holds 64 KiB of each.
    package static let bytesMax = 64 * 1024 * 1024
    /// The largest batch; of a longer message the beginning is kept, and its length.
    package static let bodyBytesMax = 256 * 1024
}
