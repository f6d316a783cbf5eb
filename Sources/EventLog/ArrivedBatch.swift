// A batch on its way into the log.

package import Uplink
package import Vitals

/// What tells one batch from every other: a gateway never uses a sequence of an epoch twice.
package struct BatchKey: Hashable, Sendable {
    package let gateway: GatewayID
    package let epoch: UInt64
    package let sequence: UInt64

    package init(gateway: GatewayID, epoch: UInt64, sequence: UInt64) {
        self.gateway = gateway
        self.epoch = epoch
        self.sequence = sequence
    }
}

/// A batch as it came from the broker: the body is kept exactly as it was sealed.
package struct ArrivedBatch: Hashable, Sendable {
    package let key: BatchKey
    package let received: Timestamp
    package let body: [UInt8]
    /// What the gaps in it account for: batches that will never come.
    package let lost: [EpochRanges]

    package init(key: BatchKey, received: Timestamp, body: [UInt8], lost: [EpochRanges] = []) {
        self.key = key
        self.received = received
        self.body = body
        self.lost = lost
    }
}

/// What appending did with a batch.
package enum AppendOutcome: Hashable, Sendable {
    case stored(offset: Int64)
    /// The log had the same bytes under this key.
    case repeated
    /// The log has other bytes under this key, as when a gateway's storage was copied and both copies went on. Nothing was stored.
    case conflicting
}
