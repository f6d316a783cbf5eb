// What a gateway says first.

package enum HelloLimit {
    /// A machine that boots every hour while it is cut off from the collector for a night; batches of further epochs are sent all the same.
    package static let epochsMax = 16
    /// 16 epochs × 64 ranges × 22 bytes is 22 KiB, a third of a control message. Beyond, the last range reaches over all that follow.
    package static let rangesMax = 64
    /// A name and a version; it goes into logs.
    package static let softwareBytesMax = 128
}

/// What a gateway holds, said on each connect before any batch.
package struct Hello: Hashable, Sendable {
    /// In which the gateway writes now.
    package let epoch: UInt64
    /// What is held, acknowledged or not, of this epoch and of earlier ones, each named once; of more than `HelloLimit.epochsMax` the
    /// first are said.
    package let held: [EpochRanges]
    /// The last sequence ever written in `epoch`; 0 before the first.
    package let lastWritten: UInt64
    package let software: String
    package let boot: UInt32
    /// Random, not 0, drawn by each process of a gateway when it starts: two that share an id can be told apart.
    package let instance: UInt64

    package init(epoch: UInt64, held: [EpochRanges], lastWritten: UInt64, software: String, boot: UInt32, instance: UInt64) {
        self.epoch = epoch
        self.held = held
        self.lastWritten = lastWritten
        self.software = software
        self.boot = boot
        self.instance = instance
    }

    package func encoded() -> [UInt8] {
        var wire = WireHello()
        wire.epoch = epoch
        wire.held = held.prefix(HelloLimit.epochsMax).map { held in
            var wire = WireHeldEpoch()
            wire.epoch = held.epoch
            wire.ranges = held.ranges.coarsened(to: HelloLimit.rangesMax).wire
            return wire
        }
        wire.lastWritten = lastWritten
        wire.software = software
        wire.boot = boot
        wire.instance = instance
        return wire.bytes()
    }

    package init(decoding bytes: [UInt8]) throws(ControlError) {
        let wire = try WireHello(bounded: bytes)
        guard wire.epoch != 0 else { throw .missing("epoch") }
        guard wire.instance != 0 else { throw .missing("instance") }
        guard wire.lastWritten <= UInt64(Int64.max) else { throw .range(first: 1, last: wire.lastWritten) }
        guard wire.software.utf8.count <= HelloLimit.softwareBytesMax else {
            throw .tooLong(bytes: wire.software.utf8.count, max: HelloLimit.softwareBytesMax)
        }
        guard wire.held.count <= HelloLimit.epochsMax else { throw .tooManyEpochs(wire.held.count, max: HelloLimit.epochsMax) }
        var held: [EpochRanges] = []
        for wireEpoch in wire.held {
            guard wireEpoch.epoch != 0 else { throw .missing("epoch") }
            guard !held.contains(where: { $0.epoch == wireEpoch.epoch }) else { throw .repeatedEpoch }
            guard wireEpoch.ranges.count <= HelloLimit.rangesMax else {
                throw .tooManyRanges(wireEpoch.ranges.count, max: HelloLimit.rangesMax)
            }
            let ranges = try SequenceRanges.reading(wireEpoch.ranges) { ControlError.range(first: $0, last: $1) }
            held.append(EpochRanges(epoch: wireEpoch.epoch, ranges: ranges))
        }
        self.init(
            epoch: wire.epoch, held: held, lastWritten: wire.lastWritten, software: wire.software, boot: wire.boot,
            instance: wire.instance)
    }
}
