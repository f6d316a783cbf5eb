// A new epoch begins with each boot of the machine; what is left of earlier ones is drained under its own.

/// What an outbox holds of one epoch, acknowledged or not.
package struct HeldEpoch: Hashable, Sendable {
    package let epoch: UInt64
    package let ranges: SequenceRanges

    package init(epoch: UInt64, ranges: SequenceRanges) {
        self.epoch = epoch
        self.ranges = ranges
    }
}
