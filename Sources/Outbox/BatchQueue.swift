// The outbox on a thread of its own, which comes back when its file is damaged.

package import PollLoop
package import Uplink
package import Vitals

/// Runs an `OutboxStore`; one that the disk has damaged is set aside, and what is readable of it goes on in a new one.
package actor BatchQueue {
    private nonisolated let executor: PollExecutor
    private let ownsExecutor: Bool
    package nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe executor.asUnownedSerialExecutor() }

    private let path: String
    private let boot: UInt32
    private let limits: OutboxLimits
    private let disk: any OutboxDisk
    private let encode: @Sendable (Batch) throws -> [UInt8]
    private let drawEpoch: @Sendable () -> UInt64
    /// `nil` after an error of the disk, until it can be opened again.
    private var store: OutboxStore?
    private var unacknowledgedBefore = SequenceRanges()
    private var unwrittenBefore = SequenceRanges()
    private var backlogBefore = Backlog()
    /// What was salvaged since this was last asked.
    private var reports: [SalvageReport] = []
    /// Numbers that went with a damaged file.
    private var lost = SequenceRanges()

    package typealias Backlog = OutboxStore.Backlog
    package typealias Committed = OutboxStore.Committed

    /// Opens the outbox at `path`, or creates it. Runs on a thread of its own, unless it is given one.
    package init(
        path: String, boot: UInt32, now: Timestamp, limits: OutboxLimits = OutboxLimits(), disk: any OutboxDisk = PosixDisk(),
        executor: PollExecutor? = nil,
        encode: @escaping @Sendable (Batch) throws -> [UInt8] = { $0.encoded() },
        drawEpoch: @escaping @Sendable () -> UInt64 = { UInt64.random(in: 1...UInt64.max) }
    ) throws(DatabaseError) {
        self.executor = executor ?? PollExecutor()
        ownsExecutor = executor == nil
        self.path = path
        self.boot = boot
        self.limits = limits
        self.disk = disk
        self.encode = encode
        self.drawEpoch = drawEpoch
        let (store, report) = try OutboxStore.open(
            path: path, boot: boot, now: now, limits: limits, disk: disk, drawEpoch: drawEpoch, encode: encode)
        self.store = store
        reports = report.map { [$0] } ?? []
    }

    /// Runs `body`; where that finds damage, it is mended and `body` run once more. After an error of the disk the file is opened anew.
    private func mending<T>(at now: Timestamp, _ body: (OutboxStore) throws(DatabaseError) -> T) throws(DatabaseError) -> T {
        do {
            return try body(try opened(now: now))
        } catch  where error.isDamage {
            close()
            let report = try OutboxStore.salvage(path: path, now: now, disk: disk, because: error)
            reports.append(report)
            let store = try opened(now: now)
            if !report.isExtentKnown { try store.recordDamage(0, nil, hasOpenEnd: true, now: now) }
            return try body(store)
        } catch  where error.isOfDisk {
            close()
            throw error
        }
    }

    private func opened(now: Timestamp) throws(DatabaseError) -> OutboxStore {
        if let store { return store }
        let (opened, report) = try OutboxStore.open(
            path: path, boot: boot, now: now, limits: limits, disk: disk, acknowledged: unwrittenBefore, drawEpoch: drawEpoch,
            encode: encode)
        store = opened
        if let report { reports.append(report) }
        for range in unacknowledgedBefore.ranges { lost.insert(range) }
        for range in opened.unacknowledged.ranges { lost.remove(range) }
        return opened
    }

    /// Before files are renamed: SQLite deletes the log by its name when it closes.
    private func close() {
        unacknowledgedBefore = store?.unacknowledged ?? unacknowledgedBefore
        unwrittenBefore = store?.unwritten ?? unwrittenBefore
        backlogBefore = store?.backlog ?? backlogBefore
        store = nil
    }

    /// Encodes the frames as the next batch and commits it: from then on they hold through a power cut.
    package func append(
        _ frames: [Frame], as frameClass: FrameClass, anchor: ClockAnchor, isSimulated: Bool
    ) throws(DatabaseError) -> Committed {
        try mending(at: anchor.wall) { (store) throws(DatabaseError) in
            try store.append(frames, as: frameClass, anchor: anchor, isSimulated: isSimulated)
        }
    }

    /// Commits what was lost as a batch that is delivered like any other; `nil` when nothing was.
    package func commitGaps(anchor: ClockAnchor, isSimulated: Bool) throws(DatabaseError) -> Committed? {
        try mending(at: anchor.wall) { (store) throws(DatabaseError) in try store.commitGaps(anchor: anchor, isSimulated: isSimulated) }
    }

    /// Frames that were heard and never committed.
    package func recordUnheard(frames: Int, of frameClass: FrameClass, first: Timestamp, last: Timestamp) throws(DatabaseError) {
        try mending(at: last) { (store) throws(DatabaseError) in
            try store.recordUnheard(frames: frames, of: frameClass, first: first, last: last)
        }
    }

    /// The encoded batches of these numbers, as far as the outbox still has them, and those that are gone: delivered long ago, or lost.
    package func bodies(of numbers: [UInt64], now: Timestamp) throws(DatabaseError) -> (bodies: [[UInt8]], gone: SequenceRanges) {
        try mending(at: now) { (store) throws(DatabaseError) in
            var bodies: [[UInt8]] = []
            var gone = SequenceRanges()
            for number in numbers {
                if let body = try store.body(of: number, now: now) { bodies.append(body) } else { gone.insert(number) }
            }
            return (bodies, gone)
        }
    }

    /// The collector has these. Returns the numbers that it means, and how many frames that newly concerns.
    package func acknowledge(_ said: EpochRanges, at time: Timestamp) throws(DatabaseError) -> (numbers: SequenceRanges, frames: Int) {
        try mending(at: time) { (store) throws(DatabaseError) in
            let numbers = store.numbers(said)
            return (numbers, try store.acknowledge(numbers, at: time))
        }
    }

    /// Before the process ends: nobody has to say again what is acknowledged.
    package func writeAcknowledgements(at time: Timestamp) throws(DatabaseError) {
        try mending(at: time) { (store) throws(DatabaseError) in try store.writeAcknowledgements(at: time) }
    }

    /// The collector asks for these again. Returns those that are still here.
    package func reopen(_ said: EpochRanges, at time: Timestamp) throws(DatabaseError) -> SequenceRanges {
        try mending(at: time) { (store) throws(DatabaseError) in try store.reopen(store.numbers(said)) }
    }

    /// Deletes what was acknowledged before `time`.
    package func deleteAcknowledged(before time: Timestamp, now: Timestamp) throws(DatabaseError) {
        try mending(at: now) { (store) throws(DatabaseError) in try store.deleteAcknowledged(before: time, now: now) }
    }

    /// Numbers that went without having been delivered since this was last asked: nothing is to be sent of them.
    package func takeLost() -> SequenceRanges {
        var all = store?.takeLost() ?? SequenceRanges()
        for range in lost.ranges { all.insert(range) }
        lost = SequenceRanges()
        return all
    }

    /// Damaged outboxes that were set aside since this was last asked.
    package func takeReports() -> [SalvageReport] {
        defer { reports = [] }
        return reports
    }

    package func backlog() -> Backlog { store?.backlog ?? backlogBefore }

    package func oldestUnacknowledged() throws(DatabaseError) -> Timestamp? { try store?.oldestUnacknowledged() }

    /// Numbers without acknowledgement.
    package func unacknowledged() -> SequenceRanges { store?.unacknowledged ?? unacknowledgedBefore }

    /// What a hello says.
    package func held(now: Timestamp) throws(DatabaseError) -> (epoch: UInt64, last: UInt64, held: [EpochRanges]) {
        let store = try opened(now: now)
        return (store.epoch, store.lastSequence, store.heldSequences)
    }

    /// The sequence number up to which a device's records are committed; `nil`: none, or none of this session of the device.
    package func watermark(of device: DeviceAddress, _ characteristic: UInt16, session: Int64) throws(DatabaseError) -> UInt16? {
        try store?.watermark(of: device, characteristic, session: session)
    }

    package func set(_ watermark: UInt16?, of device: DeviceAddress, _ characteristic: UInt16, session: Int64) throws(DatabaseError) {
        try store?.set(watermark, of: device, characteristic, session: session)
    }

    deinit { if ownsExecutor { executor.end() } }
}

extension OutboxStore {
    /// Opens an outbox, whatever has become of it.
    package static func open(
        path: String, boot: UInt32, now: Timestamp, limits: OutboxLimits, disk: any OutboxDisk,
        acknowledged: SequenceRanges = SequenceRanges(), drawEpoch: () -> UInt64, encode: @escaping @Sendable (Batch) throws -> [UInt8]
    ) throws(DatabaseError) -> (store: OutboxStore, report: SalvageReport?) {
        func open() throws(DatabaseError) -> OutboxStore {
            try OutboxStore(
                path: path, boot: boot, now: now, limits: limits, disk: disk, acknowledged: acknowledged, drawEpoch: drawEpoch,
                encode: encode)
        }
        do {
            return (try open(), nil)
        } catch  where error.isDamage || error.isUnknown {
            let report = try salvage(path: path, now: now, disk: disk, because: error)
            let store = try open()
            if !report.isExtentKnown { try store.recordDamage(0, nil, hasOpenEnd: true, now: now) }
            return (store, report)
        }
    }

    static func salvage(path: String, now: Timestamp, disk: any OutboxDisk, because error: DatabaseError) throws(DatabaseError)
        -> SalvageReport
    {
        try Salvage.run(path: path, now: now, disk: disk, because: error) { body in
            // The header of a sealed batch anybody can read.
            if let sealed = try? SealedBatch(decoding: body) { return (sealed.header.epoch, sealed.header.sequence) }
            return (try? Batch(decoding: body)).map { ($0.epoch, $0.sequence) }
        }
    }
}
