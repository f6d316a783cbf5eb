// The outbox on a thread of its own, which comes back when its file is damaged, and goes on in memory while the disk fails.

package import PollLoop
package import Uplink
package import Vitals

/// Runs an `OutboxStore`; one that the disk has damaged is set aside, and what is readable of it goes on in a new one. While the disk takes
/// nothing, what is committed is kept in memory and delivered from there; each commit tries the disk first.
package actor BatchQueue {
    private nonisolated let executor: PollExecutor
    private let ownsExecutor: Bool
    package nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe executor.asUnownedSerialExecutor() }

    private let configuration: OutboxConfiguration
    /// `nil` after an error of the disk, until it can be opened again.
    private var store: OutboxStore?
    /// What the store knew when it was closed last.
    private var before = OutboxStore.Knowledge()
    /// What was salvaged since this was last asked.
    private var reports: [SalvageReport] = []
    /// Numbers that went with a damaged file.
    private var lost = SequenceRanges()
    /// Numbers that wait, which nobody was told of.
    private var regained = SequenceRanges()
    /// What the disk did not take.
    private var memory: OutboxStore?
    private var memoryLast = Memory.base
    /// Numbers in memory, of batches that have others on the disk now.
    private var moved = SequenceRanges()
    private var moveFailed: Timestamp?
    private var tried: Timestamp?
    private var mended: Timestamp?
    /// Why the disk took nothing when it was tried last.
    package private(set) var failure: DatabaseError?

    private enum Memory {
        /// Numbers of what is in memory begin after this one.
        static let base = OutboxStore.numbersEnd
        /// 100 straps for two hours; then the oldest streams go.
        static let limits = OutboxLimits(bytesMax: 16 << 20, freeBytesMin: 0)
    }

    private enum Limit {
        static let mendInterval = Duration.seconds(60)
        static let tryInterval = Duration.seconds(5)
    }

    package typealias Backlog = OutboxStore.Backlog
    package typealias Committed = OutboxStore.Committed

    /// Opens the outbox, or creates it; where the disk fails, that comes later. Runs on a thread of its own, unless it is given one.
    package init(_ configuration: OutboxConfiguration, now: Timestamp, executor: PollExecutor? = nil) throws(DatabaseError) {
        self.executor = executor ?? PollExecutor()
        ownsExecutor = executor == nil
        self.configuration = configuration
        do {
            let (store, report) = try OutboxStore.open(configuration, now: now)
            self.store = store
            reports = report.map { [$0] } ?? []
        } catch  where error.isOfDisk || error.isFull || error.isDamage {
            failure = error
            store = try? OutboxStore(reading: configuration, knowing: before)
        }
    }

    /// Runs `body`; where that finds damage, it is mended and `body` run once more. After an error of the disk the file is opened anew.
    private func mending<T>(
        at now: Timestamp, isReading: Bool = false, _ body: (OutboxStore) throws(DatabaseError) -> T
    ) throws(DatabaseError) -> T {
        do {
            return try closingOnFailure { () throws(DatabaseError) in try body(try isReading ? readable(now: now) : opened(now: now)) }
        } catch  where error.isDamage {
            close()
            return try closingOnFailure { () throws(DatabaseError) in try body(try opened(now: now, mending: error)) }
        }
    }

    private func closingOnFailure<T>(_ body: () throws(DatabaseError) -> T) throws(DatabaseError) -> T {
        do { return try body() } catch {
            // One that can only be read is still good for that.
            if error.isOfDisk, store?.isReadOnly != true { close() }
            throw error
        }
    }

    private func opened(now: Timestamp, mending damage: DatabaseError? = nil) throws(DatabaseError) -> OutboxStore {
        if let store {
            guard store.isReadOnly else { return store }
            // To try whether the disk takes something again means to read all of the outbox anew.
            if let tried, let failure, now >= tried, now - tried < Limit.tryInterval { throw failure }
        }
        tried = now
        close()
        // A mend that does not help is not tried all the time: each leaves the file that it mended.
        let mayMend = mended.map { now < $0 || now - $0 >= Limit.mendInterval } ?? true
        do {
            let (opened, report) = try OutboxStore.open(
                configuration, now: now, knowing: before, mending: damage, mayMend: mayMend, willMend: { mended = now })
            if let report { reports.append(report) }
            take(opened)
            return opened
        } catch {
            if error.isOfDisk || error.isFull, let reading = try? OutboxStore(reading: configuration, knowing: before) { take(reading) }
            throw error
        }
    }

    /// What is on a disk that takes nothing any more can still be delivered.
    private func readable(now: Timestamp) throws(DatabaseError) -> OutboxStore {
        if let store { return store }
        do { return try opened(now: now) } catch {
            guard let store else { throw error }
            return store
        }
    }

    private func take(_ opened: OutboxStore) {
        store = opened
        for range in before.unacknowledged.ranges { lost.insert(range) }
        for range in opened.unacknowledged.ranges { lost.remove(range) }
        tell(opened.unacknowledged, beside: before.unacknowledged)
    }

    /// Numbers that wait now, and of which nobody was told.
    private func tell(_ waiting: SequenceRanges, beside known: SequenceRanges) {
        var new = waiting
        for range in known.ranges { new.remove(range) }
        for range in new.ranges { regained.insert(range) }
    }

    /// The outbox in memory, which begins anew each time.
    private func refuge(at now: Timestamp) throws(DatabaseError) -> OutboxStore {
        if let memory { return memory }
        let place = OutboxConfiguration(
            path: MemoryDisk.path, limits: Memory.limits, disk: MemoryDisk(), encode: configuration.encode,
            drawEpoch: configuration.drawEpoch)
        let opened = try OutboxStore(place, now: now, after: memoryLast)
        memory = opened
        return opened
    }

    /// What is delivered is not kept in memory. Once the disk takes values again, it gets the rest.
    private func leaveMemory(at now: Timestamp) {
        guard let memory else { return }
        try? memory.deleteAcknowledged(before: now + .seconds(1), now: now)
        guard failure == nil, moveFailed.map({ now < $0 || now - $0 >= Limit.mendInterval }) ?? true else { return }
        if !memory.unacknowledged.isEmpty || memory.gapCount > 0 {
            guard let store, !store.isReadOnly else { return }
            var known = store.knowledge
            do {
                try store.adopt(memory, now: now)
            } catch {
                moveFailed = now
                known.unfinished = memory.epoch
                before = known
                self.store = nil
                return
            }
            tell(store.unacknowledged, beside: known.unacknowledged)
        }
        moveFailed = nil
        for range in memory.unacknowledged.ranges { moved.insert(range) }
        for range in memory.takeLost().ranges { lost.insert(range) }
        memoryLast = memory.last
        self.memory = nil
    }

    /// Before files are renamed: SQLite deletes the log by its name when it closes.
    private func close() {
        before = store?.knowledge ?? before
        store = nil
    }

    /// Encodes the frames as the next batch and commits it: to the disk, or to memory while that fails.
    package func append(
        _ frames: [Frame], as frameClass: FrameClass, anchor: ClockAnchor, isSimulated: Bool
    ) throws(DatabaseError) -> Committed {
        do {
            let committed = try mending(at: anchor.wall) { (store) throws(DatabaseError) in
                try store.append(frames, as: frameClass, anchor: anchor, isSimulated: isSimulated)
            }
            failure = nil
            leaveMemory(at: anchor.wall)
            return committed
        } catch  where error.isOfDisk || error.isFull || error.isDamage {
            failure = error
            if error.isOfDisk, var mark = before.mark {
                mark.isDoubtAfter = true
                configuration.note(mark)
            }
            var committed = try refuge(at: anchor.wall).append(frames, as: frameClass, anchor: anchor, isSimulated: isSimulated)
            committed.isDurable = false
            return committed
        }
    }

    /// Commits what was lost as a batch that is delivered like any other; `nil` when nothing was.
    package func commitGaps(anchor: ClockAnchor, isSimulated: Bool) throws(DatabaseError) -> Committed? {
        if var committed = try memory?.commitGaps(anchor: anchor, isSimulated: isSimulated) {
            committed.isDurable = false
            return committed
        }
        return try mending(at: anchor.wall) { (store) throws(DatabaseError) in
            try store.commitGaps(anchor: anchor, isSimulated: isSimulated)
        }
    }

    /// Frames that were heard and never committed.
    package func recordUnheard(frames: Int, of frameClass: FrameClass, first: Timestamp, last: Timestamp) throws(DatabaseError) {
        try mending(at: last) { (store) throws(DatabaseError) in
            try store.recordUnheard(frames: frames, of: frameClass, first: first, last: last)
        }
    }

    /// The encoded batches of these numbers, as far as the outbox still has them, and those that are gone: delivered long ago, or lost.
    package func bodies(of numbers: [UInt64], now: Timestamp) throws(DatabaseError) -> (bodies: [[UInt8]], gone: SequenceRanges) {
        var bodies: [[UInt8]] = []
        var gone = SequenceRanges()
        func take(_ numbers: some Sequence<UInt64>, from store: OutboxStore?) throws(DatabaseError) {
            for number in numbers {
                if let body = try store?.body(of: number, now: now) { bodies.append(body) } else { gone.insert(number) }
            }
        }
        try take(numbers.lazy.filter { $0 > Memory.base }, from: memory)
        let onDisk = numbers.filter { $0 <= Memory.base }
        guard !onDisk.isEmpty else { return (bodies, gone) }
        do throws(DatabaseError) {
            try mending(at: now, isReading: true) { (store) throws(DatabaseError) in try take(onDisk, from: store) }
        } catch {
            // What is in memory goes all the same.
            guard error.isOfDisk, !bodies.isEmpty else { throw error }
        }
        return (bodies, gone)
    }

    /// The collector has these. Returns the numbers that it means, and how many frames that newly concerns.
    package func acknowledge(_ said: EpochRanges, at time: Timestamp) throws(DatabaseError) -> (numbers: SequenceRanges, frames: Int) {
        if let memory, memory.knows(said.epoch) {
            let numbers = memory.numbers(said)
            let frames = try memory.acknowledge(numbers, at: time)
            leaveMemory(at: time)
            return (numbers, frames)
        }
        return try mending(at: time, isReading: true) { (store) throws(DatabaseError) in
            let numbers = store.numbers(said)
            return (numbers, try store.acknowledge(numbers, at: time))
        }
    }

    /// The collector asks for these again. Returns those that are still here.
    package func reopen(_ said: EpochRanges, at time: Timestamp) throws(DatabaseError) -> SequenceRanges {
        if let memory, memory.knows(said.epoch) { return try memory.reopen(memory.numbers(said)) }
        return try mending(at: time, isReading: true) { (store) throws(DatabaseError) in try store.reopen(store.numbers(said)) }
    }

    /// Before the process ends: nobody has to say again what is acknowledged, and what is in memory goes to the disk if that takes it.
    package func finish(at time: Timestamp) throws(DatabaseError) {
        try mending(at: time) { (store) throws(DatabaseError) in try store.writeAcknowledgements(at: time) }
        failure = nil
        leaveMemory(at: time)
    }

    /// Deletes what was acknowledged before `time`.
    package func deleteAcknowledged(before time: Timestamp, now: Timestamp) throws(DatabaseError) {
        try mending(at: now) { (store) throws(DatabaseError) in try store.deleteAcknowledged(before: time, now: now) }
    }

    /// Numbers that wait for the collector, and that the caller never heard of: the disk came back with them. `moved`: numbers of batches that
    /// are among those now.
    package func takeRegained() -> (moved: SequenceRanges, regained: SequenceRanges) {
        defer { (moved, regained) = (SequenceRanges(), SequenceRanges()) }
        return (moved, regained)
    }

    /// Numbers that went without having been delivered since this was last asked: nothing is to be sent of them.
    package func takeLost() -> SequenceRanges {
        var all = store?.takeLost() ?? SequenceRanges()
        for range in lost.ranges + (memory?.takeLost().ranges ?? []) { all.insert(range) }
        lost = SequenceRanges()
        return all
    }

    /// Damaged outboxes that were set aside since this was last asked.
    package func takeReports() -> [SalvageReport] {
        defer { reports = [] }
        return reports
    }

    package func backlog() -> Backlog {
        var all = store?.backlog ?? before.backlog
        all += memory?.backlog ?? Backlog()
        return all
    }

    package func oldestUnacknowledged() throws(DatabaseError) -> Timestamp? {
        if let oldest = try store?.oldestUnacknowledged() { return oldest }
        return try memory?.oldestUnacknowledged()
    }

    /// Numbers without acknowledgement.
    package func unacknowledged() -> SequenceRanges {
        var all = store?.unacknowledged ?? before.unacknowledged
        for range in memory?.unacknowledged.ranges ?? [] { all.insert(range) }
        return all
    }

    /// What a hello says.
    package func held(now: Timestamp) throws(DatabaseError) -> (epoch: UInt64, last: UInt64, held: [EpochRanges]) {
        do throws(DatabaseError) {
            let store = try readable(now: now)
            let newest = store.isReadOnly ? memory ?? store : store
            return (newest.epoch, newest.lastSequence, store.heldSequences + (memory?.heldSequences ?? []))
        } catch {
            guard let memory else { throw error }
            return (memory.epoch, memory.lastSequence, memory.heldSequences)
        }
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
    /// Opens an outbox, whatever has become of it; one whose damage is known already is mended first.
    package static func open(
        _ configuration: OutboxConfiguration, now: Timestamp, knowing known: Knowledge = Knowledge(), mending damage: DatabaseError? = nil,
        mayMend: Bool = true, willMend: () -> Void = {}
    ) throws(DatabaseError) -> (store: OutboxStore, report: SalvageReport?) {
        if let damage {
            guard mayMend else { throw damage }
            willMend()
            try Salvage.takePlace(configuration)
            let report = try Salvage.run(configuration, now: now, because: damage, identify: identify)
            return (try OutboxStore(configuration, now: now, knowing: known, isMended: true), report)
        }
        // A mend that was interrupted.
        let isMended = try Salvage.takePlace(configuration)
        do {
            let store = try OutboxStore(configuration, now: now, knowing: known, isMended: isMended)
            guard isMended else { return (store, nil) }
            let report = SalvageReport(
                aside: Salvage.aside(configuration), batches: Int(store.held.count), explanation: "it was damaged when it was open last")
            return (store, report)
        } catch  where error.isDamage && mayMend {
            return try open(configuration, now: now, knowing: known, mending: error, willMend: willMend)
        }
    }

    private static func identify(_ body: [UInt8]) -> (epoch: UInt64, sequence: UInt64)? {
        // The header of a sealed batch anybody can read.
        if let sealed = try? SealedBatch(decoding: body) { return (sealed.header.epoch, sealed.header.sequence) }
        return (try? Batch(decoding: body)).map { ($0.epoch, $0.sequence) }
    }
}
