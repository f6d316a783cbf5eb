// The small messages around batches: what a gateway holds, what is durable, what is wanted again.

import SwiftProtobuf

/// Why bytes are not a control message.
package enum ControlError: Error, Hashable {
    case tooLong(bytes: Int, max: Int)
    case notProtocolBuffers
    case missing(String)
    case range(first: UInt64, last: UInt64)
    case tooManyRanges(Int, max: Int)
}

package enum ControlLimit {
    /// Ranges in one message: a message stays under 24 KiB, and further ones go into the next message.
    package static let rangesMax = 1024
    package static let bytesMax = 64 * 1024
}

/// What a gateway holds, said on each connect before any batch.
package struct Hello: Hashable, Sendable {
    package let epoch: UInt64
    /// The oldest sequence that the outbox still has; `nil` when it has none.
    package let firstHeld: UInt64?
    /// The last sequence ever written in this epoch; 0 before the first.
    package let lastWritten: UInt64
    package let software: String
    package let boot: UInt32

    package init(epoch: UInt64, firstHeld: UInt64?, lastWritten: UInt64, software: String, boot: UInt32) {
        self.epoch = epoch
        self.firstHeld = firstHeld
        self.lastWritten = lastWritten
        self.software = software
        self.boot = boot
    }

    package func encoded() -> [UInt8] {
        var wire = WireHello()
        wire.epoch = epoch
        wire.firstHeld = firstHeld ?? 0
        wire.lastWritten = lastWritten
        wire.software = software
        wire.boot = boot
        return wire.bytes()
    }

    package init(decoding bytes: [UInt8]) throws(ControlError) {
        let wire = try WireHello(bounded: bytes)
        guard wire.epoch != 0 else { throw .missing("epoch") }
        guard wire.firstHeld <= wire.lastWritten, wire.lastWritten <= UInt64(Int64.max) else {
            throw .range(first: wire.firstHeld, last: wire.lastWritten)
        }
        self.init(
            epoch: wire.epoch, firstHeld: wire.firstHeld == 0 ? nil : wire.firstHeld, lastWritten: wire.lastWritten,
            software: wire.software, boot: wire.boot)
    }
}

/// Sequences of one epoch: durable ones in an `ack`, missing ones in a `want`.
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
            wire.ranges = ranges.ranges[start..<min(start + ControlLimit.rangesMax, ranges.ranges.count)].map { range in
                var wireRange = WireSequenceRange()
                wireRange.first = range.lowerBound
                wireRange.last = range.upperBound
                return wireRange
            }
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
        var ranges = SequenceRanges()
        for range in wire.ranges {
            guard range.first > 0, range.first <= range.last, range.last <= UInt64(Int64.max) else {
                throw .range(first: range.first, last: range.last)
            }
            ranges.insert(range.first...range.last)
        }
        self.init(epoch: wire.epoch, ranges: ranges)
    }
}

extension SwiftProtobuf.Message {
    fileprivate init(bounded bytes: [UInt8]) throws(ControlError) {
        guard bytes.count <= ControlLimit.bytesMax else { throw .tooLong(bytes: bytes.count, max: ControlLimit.bytesMax) }
        guard let message = try? Self(serializedBytes: bytes) else { throw .notProtocolBuffers }
        self = message
    }

    fileprivate func bytes() -> [UInt8] {
        // Encoding fails only for a missing required field or an `Any` of unknown type; these messages have neither.
        guard let bytes: [UInt8] = try? serializedBytes() else { preconditionFailure("a control message always encodes") }
        return bytes
    }
}
