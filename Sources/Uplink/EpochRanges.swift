// What is held, durable or wanted, by epoch: a new one begins whenever a gateway opens its outbox, and what is left of earlier ones is
// drained under its own.

/// Sequences of one epoch: held ones in a `hello`, durable ones in an `ack`, missing ones in a `want`.
package struct EpochRanges: Hashable, Sendable {
    package let epoch: UInt64
    package let ranges: SequenceRanges

    package init(epoch: UInt64, ranges: SequenceRanges) {
        self.epoch = epoch
        self.ranges = ranges
    }

    /// The messages that carry the ranges: more than one when there are many.
    package func encoded() -> [[UInt8]] {
        stride(from: 0, to: max(ranges.ranges.count, 1), by: ControlLimit.rangesMax).map { start in
            var wire = WireAck()
            wire.epoch = epoch
            wire.ranges = ranges.ranges[start..<min(start + ControlLimit.rangesMax, ranges.ranges.count)].map(\.wire)
            return wire.bytes()
        }
    }

    /// `Ack` and `Want` have the same fields; the topic tells them apart.
    package init(decoding bytes: [UInt8]) throws(ControlError) {
        let wire = try WireAck(bounded: bytes)
        guard wire.epoch != 0 else { throw .missing("epoch") }
        guard wire.ranges.count <= ControlLimit.rangesMax else {
            throw .tooManyRanges(wire.ranges.count, max: ControlLimit.rangesMax)
        }
        self.init(epoch: wire.epoch, ranges: try SequenceRanges.reading(wire.ranges) { ControlError.range(first: $0, last: $1) })
    }
}
