// What had to be dropped is said, stored and shown: nothing is lost silently.

package import Vitals

/// Why the wire does not hold a gap.
package enum GapError: Error, Hashable {
    case reason
    case durability
    case tooManyRanges(Int, max: Int)
    case range(first: UInt64, last: UInt64)
    /// Sequences without the epoch that they belong to.
    case epoch
    /// More frames or bytes than 63 bits count.
    case count(UInt64)
    /// A time before 1970 or after the year 9999.
    case time(Int64)
}

/// A stretch of frames known to be lost; `Batch.gaps` carries it, so that it is delivered, stored and acknowledged like frames.
package struct Gap: Hashable, Sendable {
    /// Why, in words that go into tables and metrics.
    package enum Reason: String, Hashable, Sendable, CaseIterable {
        /// The outbox reached its limit.
        case outboxFull = "outbox_full"
        /// The disk had less free space than the gateway leaves to others.
        case diskFull = "disk_full"
        /// The outbox could not be read.
        case damaged
        /// Heard, but never committed: the disk took nothing, and memory ran out.
        case memoryFull = "memory_full"
    }

    /// Of the lost batches; 0 when it is not known, or when the frames were never in a batch.
    package let epoch: UInt64
    /// Which batches were lost; empty when the frames were never in one, or nobody knows.
    package let sequences: SequenceRanges
    /// Sequences after the last one named may have been lost too: nobody knows how many. Without an epoch: anything that the outbox held.
    package let hasOpenEnd: Bool
    /// 0 when it is not known.
    package let frames: UInt64
    /// As they were stored; 0 when it is not known.
    package let bytes: UInt64
    /// When the lost was heard or committed, by the gateway's wall clock as it stood then.
    package let first: Timestamp?
    package let last: Timestamp?
    package let reason: Reason
    /// `nil` when it is not known.
    package let durability: FrameClass?

    /// At most `BatchLimit.gapRangesMax` ranges are read again; who lost more says so in several gaps.
    package init(
        epoch: UInt64, sequences: SequenceRanges, hasOpenEnd: Bool = false, frames: UInt64, bytes: UInt64, first: Timestamp?,
        last: Timestamp?, reason: Reason, durability: FrameClass?
    ) {
        self.epoch = epoch
        self.sequences = sequences
        self.hasOpenEnd = hasOpenEnd
        self.frames = frames
        self.bytes = bytes
        self.first = first
        self.last = last
        self.reason = reason
        self.durability = durability
    }
}

extension Gap {
    var wire: WireGap {
        var wire = WireGap()
        wire.epoch = epoch
        wire.ranges = sequences.wire
        wire.openEnd = hasOpenEnd
        wire.frames = frames
        wire.bytes = bytes
        if let first { wire.firstMs = first.milliseconds }
        if let last { wire.lastMs = last.milliseconds }
        wire.reason =
            switch reason {
            case .outboxFull: .outboxFull
            case .diskFull: .diskFull
            case .damaged: .damaged
            case .memoryFull: .memoryFull
            }
        wire.durability =
            switch durability {
            case .stream: .stream
            case .clinical: .clinical
            case nil: .durabilityUnknown
            }
        return wire
    }

    init(_ wire: WireGap) throws(GapError) {
        let reason: Reason
        switch wire.reason {
        case .outboxFull: reason = .outboxFull
        case .diskFull: reason = .diskFull
        case .damaged: reason = .damaged
        case .memoryFull: reason = .memoryFull
        case .unspecified, .UNRECOGNIZED: throw .reason
        }
        let durability: FrameClass?
        switch wire.durability {
        case .stream: durability = .stream
        case .clinical: durability = .clinical
        case .durabilityUnknown: durability = nil
        case .UNRECOGNIZED: throw .durability
        }
        guard wire.ranges.count <= BatchLimit.gapRangesMax else {
            throw .tooManyRanges(wire.ranges.count, max: BatchLimit.gapRangesMax)
        }
        guard wire.epoch != 0 || wire.ranges.isEmpty else { throw .epoch }
        for count in [wire.frames, wire.bytes] where count > UInt64(Int64.max) { throw .count(count) }
        self.init(
            epoch: wire.epoch, sequences: try SequenceRanges.reading(wire.ranges) { GapError.range(first: $0, last: $1) },
            hasOpenEnd: wire.openEnd, frames: wire.frames, bytes: wire.bytes,
            first: wire.hasFirstMs ? try Self.time(wire.firstMs) : nil, last: wire.hasLastMs ? try Self.time(wire.lastMs) : nil,
            reason: reason, durability: durability)
    }

    private static func time(_ milliseconds: Int64) throws(GapError) -> Timestamp {
        guard TimeLimit.wallMilliseconds.contains(milliseconds) else { throw .time(milliseconds) }
        return Timestamp(milliseconds: milliseconds)
    }
}
