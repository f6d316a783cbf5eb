// A gateway as far as delivery goes: the real outbox on a simulated disk, the real sender, and the glue between them.

import Outbox
import PollLoop
import Simulation
import TestSupport
import Uplink
import Vitals

final class GatewayMachine {
    struct Committed {
        let body: [UInt8]
        /// `nil`: it tells of gaps.
        let frameClass: FrameClass?
    }

    let end: End
    let disk: SimulatedDisk
    private let limits: OutboxLimits
    private let plant: Plant?
    private let capacity: Capacity
    private let executor: PollExecutor
    private var queue: BatchQueue?
    private var sender: Sender?
    private var draws: SeededGenerator
    /// Of the process.
    private var instance: UInt64 = 0
    private var isRefused = false
    private(set) var committed: [BatchID: Committed] = [:]
    private(set) var boot: UInt32
    private var bootStart: Duration = .zero
    /// How far the wall clock is from the truth.
    private var clockError: Duration = .zero
    private var isSynchronized = true
    /// Why nothing could be committed to the disk when that was tried last.
    private(set) var failure: String?

    /// Shared with the disk that the outbox sees.
    final class Capacity: Sendable {
        private let bytes = Box<Int?>(nil)
        var value: Int? {
            get { bytes.value }
            set { bytes.value = newValue }
        }
    }

    init(end: End, disk: SimulatedDisk, limits: OutboxLimits, plant: Plant?, seed: UInt64, boot: UInt32, executor: PollExecutor) {
        self.end = end
        self.disk = disk
        self.limits = limits
        self.plant = plant
        self.boot = boot
        self.executor = executor
        capacity = Capacity()
        draws = SeededGenerator(seed: seed)
    }

    var isUp: Bool { queue != nil }

    func setCapacity(_ bytes: Int?) {
        capacity.value = bytes
        disk.setCapacity(bytes: bytes)
    }

    // MARK: Clocks

    func instant(_ world: borrowing Network) -> Instant { Instant(sinceBoot: .seconds(10) + world.now - bootStart) }

    private func wall(_ world: borrowing Network) -> Timestamp { Scenario.start + world.now + clockError }

    func anchor(_ world: borrowing Network) -> ClockAnchor {
        ClockAnchor(boot: boot, instant: instant(world), wall: wall(world), isSynchronized: isSynchronized)
    }

    /// The wall clock jumps: by a daemon that sets it right, or to anywhere.
    func setClock(wrongBy error: Duration?) {
        clockError = error ?? .zero
        isSynchronized = error == nil
    }

    // MARK: Life

    /// The process starts. Whether it could.
    func start(_ world: inout Network) async -> Bool {
        guard queue == nil, disk.isRunning else { return isUp }
        func draw() -> UInt64 { UInt64.random(in: 1...UInt64.max, using: &draws) }
        instance = draw()
        isRefused = false
        let capacity = capacity
        let epochs = Box((0..<64).map { _ in draw() })
        do {
            queue = try BatchQueue(
                OutboxConfiguration(
                    path: disk.path("outbox.sqlite"), limits: limits,
                    disk: OutboxOnSimulatedDisk(disk, capacity: { capacity.value }), drawEpoch: { epochs.value.popLast() ?? 1 }),
                now: wall(world), executor: executor)
        } catch {
            failure = "\(error)"
        }
        guard let queue else { return false }
        sender = Sender(unacknowledged: await queue.unacknowledged(), random: SeededGenerator(seed: draw()))
        await perform(sender?.connected(at: instant(world)) ?? [], &world)
        return true
    }

    /// The process ends, or the whole machine.
    func crash(_ crash: SimulatedDisk.Crash, _ world: borrowing Network) {
        // Before the outbox is let go of: a process that is killed closes nothing.
        if disk.isRunning { disk.crash(crash) }
        queue = nil
        sender = nil
        if crash == .powerCut {
            boot += 1
            bootStart = world.now
            // Without a battery, the clock begins where it ends.
            if Bool.random(using: &draws) { setClock(wrongBy: .seconds(-1_700_000_000)) }
        }
        disk.start()
    }

    /// Whether the frames are on disk, or may be; else in memory.
    func commit(_ frames: [Frame], as frameClass: FrameClass, _ world: inout Network) async -> Bool {
        guard let queue else { return true }
        do {
            let batch = try await queue.append(frames, as: frameClass, anchor: anchor(world), isSimulated: true)
            await committed(batch, frameClass, &world)
            failure = await queue.failure?.description
            return batch.isDurable
        } catch {
            failure = "\(error)"
            return true
        }
    }

    func commitGaps(_ world: inout Network) async {
        guard let queue, let batch = try? await queue.commitGaps(anchor: anchor(world), isSimulated: true) else { return }
        await committed(batch, nil, &world)
    }

    private func committed(_ batch: BatchQueue.Committed, _ frameClass: FrameClass?, _ world: inout Network) async {
        // What the disk did not take may go with the process.
        if batch.isDurable { note(batch.body, frameClass) }
        if let (moved, regained) = await queue?.takeRegained() {
            await perform(sender?.settled(moved, at: instant(world)) ?? [], &world)
            // What was moved from memory holds now.
            let numbers = regained.ranges.flatMap { Array($0) }
            for body in (try? await queue?.bodies(of: numbers, now: wall(world)))?.bodies ?? [] { note(body, .stream) }
            if !regained.isEmpty { await perform(sender?.wanted(regained, at: instant(world)) ?? [], &world) }
        }
        await perform(sender?.committed(batch.number, at: instant(world)) ?? [], &world)
        await forgetLost(&world)
    }

    private func note(_ body: [UInt8], _ frameClass: FrameClass?) {
        guard let batch = try? Batch(decoding: body) else { return }
        committed[BatchID(epoch: batch.epoch, sequence: batch.sequence)] = Committed(
            body: body, frameClass: batch.gaps.isEmpty ? frameClass : nil)
    }

    private func forgetLost(_ world: inout Network) async {
        guard let lost = await queue?.takeLost(), !lost.isEmpty else { return }
        await perform(sender?.settled(lost, at: instant(world)) ?? [], &world)
    }

    func tick(_ world: inout Network) async {
        await perform(sender?.tick(at: instant(world)) ?? [], &world)
    }

    func reconnect(_ world: inout Network) async {
        sender?.disconnected()
        isRefused = false
        await perform(sender?.connected(at: instant(world)) ?? [], &world)
    }

    /// Deletes what was acknowledged, however lately.
    func clean(_ world: borrowing Network) async {
        try? await queue?.deleteAcknowledged(before: wall(world) + .seconds(1), now: wall(world))
    }

    // MARK: Messages

    func take(_ message: Message, _ world: inout Network) async {
        guard let queue else { return }
        switch message {
        case .acknowledgement(let bytes):
            guard let said = try? EpochRanges(decoding: bytes),
                let numbers = try? await queue.acknowledge(said, at: wall(world)).numbers
            else { return }
            await perform(sender?.settled(numbers, at: instant(world)) ?? [], &world)
        case .want(let bytes):
            guard let said = try? EpochRanges(decoding: bytes), let numbers = try? await queue.reopen(said, at: wall(world)) else { return }
            await perform(sender?.wanted(numbers, at: instant(world)) ?? [], &world)
        case .refusal(let bytes):
            guard let refusal = try? Refusal(decoding: bytes), refusal.instance == instance else { return }
            isRefused = true
            sender?.disconnected()
        case .batch, .batches, .hello: break
        }
    }

    private func perform(_ actions: [Sender.Action], _ world: inout Network) async {
        // A machine that went down in the middle of something says no more.
        guard let queue, disk.isRunning else { return }
        for action in actions {
            switch action {
            case .hello:
                guard let (epoch, last, held) = try? await queue.held(now: wall(world)) else { continue }
                let hello = Hello(
                    epoch: epoch, held: held.reversed(), lastWritten: last, software: "simulation", boot: boot, instance: instance)
                world.send(.hello(hello.encoded()), from: end, to: .collector)
            case .publish(let numbers):
                guard let (bodies, gone) = try? await queue.bodies(of: numbers, now: wall(world)) else { continue }
                for (kind, payload) in Bundle.messages(of: bodies) {
                    world.send(kind == .batches ? .batches(payload) : .batch(payload), from: end, to: .collector)
                }
                if !gone.isEmpty {
                    await forgetLost(&world)
                    await perform(sender?.settled(gone, at: instant(world)) ?? [], &world)
                }
                guard plant == .deleteBeforeAcknowledge else { continue }
                for batch in bodies.compactMap({ try? Batch(decoding: $0) }) {
                    let said = EpochRanges(epoch: batch.epoch, ranges: SequenceRanges(batch.sequence...batch.sequence))
                    _ = try? await queue.acknowledge(said, at: wall(world))
                }
                _ = sender?.settled(SequenceRanges(numbers.map { $0...$0 }), at: instant(world))
            }
        }
    }

    /// How much is still to be delivered, what is lost included.
    func isSettled() async -> Bool {
        guard let queue else { return false }
        return await queue.unacknowledged().isEmpty
    }

    /// For a report.
    var waiting: String {
        get async { "\(await queue?.unacknowledged().ranges.prefix(5) ?? []) \(failure ?? "")" }
    }

    var inFlight: Int { sender?.inFlightCount ?? 0 }
}
