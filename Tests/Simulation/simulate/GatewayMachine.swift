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

    let disk: SimulatedDisk
    private let limits: OutboxLimits
    private let plant: Plant?
    private let capacity: Capacity
    private let executor: PollExecutor
    private var queue: BatchQueue?
    private var sender: Sender?
    private var epochs: SeededGenerator
    private(set) var committed: [BatchID: Committed] = [:]
    private(set) var boot: UInt32 = 1
    /// Why the outbox could not be opened.
    private var failure: String?

    /// Shared with the disk that the outbox sees.
    final class Capacity: Sendable {
        private let bytes = Box<Int?>(nil)
        var value: Int? {
            get { bytes.value }
            set { bytes.value = newValue }
        }
    }

    init(disk: SimulatedDisk, limits: OutboxLimits, plant: Plant?, seed: UInt64, executor: PollExecutor) {
        self.disk = disk
        self.limits = limits
        self.plant = plant
        self.executor = executor
        capacity = Capacity()
        epochs = SeededGenerator(seed: seed)
    }

    var isUp: Bool { queue != nil }

    func setCapacity(_ bytes: Int?) {
        capacity.value = bytes
        disk.setCapacity(bytes: bytes)
    }

    /// The process starts. Whether it could.
    func start(_ world: inout Network, at now: Instant, wall: Timestamp) async -> Bool {
        guard queue == nil, disk.isRunning else { return isUp }
        let epoch = UInt64.random(in: 1...UInt64.max, using: &epochs)
        let next = UInt64.random(in: 1...UInt64.max, using: &epochs)
        let capacity = capacity
        let draws = Box([epoch, next, epoch ^ next | 1])
        do {
            queue = try BatchQueue(
                path: disk.path("outbox.sqlite"), boot: boot, now: wall, limits: limits,
                disk: OutboxOnSimulatedDisk(disk: disk, capacity: { capacity.value }), executor: executor,
                drawEpoch: { draws.value.popLast() ?? 1 })
        } catch {
            failure = "\(error)"
        }
        guard let queue else { return false }
        sender = Sender(unacknowledged: await queue.unacknowledged(), random: SeededGenerator(seed: epoch))
        await perform(sender?.connected(at: now) ?? [], &world, at: now, wall: wall)
        return true
    }

    /// The process ends, or the whole machine.
    func crash(_ crash: SimulatedDisk.Crash) {
        // Before the outbox is let go of: a process that is killed closes nothing.
        if disk.isRunning { disk.crash(crash) }
        queue = nil
        sender = nil
        if crash == .powerCut { boot += 1 }
        disk.start()
    }

    func anchor(at now: Instant, wall: Timestamp) -> ClockAnchor {
        ClockAnchor(boot: boot, instant: now, wall: wall, isSynchronized: true)
    }

    func commit(_ frames: [Frame], as frameClass: FrameClass, _ world: inout Network, at now: Instant, wall: Timestamp) async {
        guard let queue, let batch = try? await queue.append(frames, as: frameClass, anchor: anchor(at: now, wall: wall), isSimulated: true)
        else { return }
        await committed(batch, frameClass, &world, at: now, wall: wall)
    }

    func commitGaps(_ world: inout Network, at now: Instant, wall: Timestamp) async {
        guard let queue, let batch = try? await queue.commitGaps(anchor: anchor(at: now, wall: wall), isSimulated: true) else { return }
        await committed(batch, nil, &world, at: now, wall: wall)
    }

    private func committed(
        _ batch: BatchQueue.Committed, _ frameClass: FrameClass?, _ world: inout Network, at now: Instant, wall: Timestamp
    ) async {
        if let decoded = try? Batch(decoding: batch.body) {
            committed[BatchID(epoch: decoded.epoch, sequence: decoded.sequence)] = Committed(
                body: batch.body, frameClass: frameClass)
        }
        await perform(sender?.committed(batch.number, at: now) ?? [], &world, at: now, wall: wall)
        await forgetLost(&world, at: now, wall: wall)
    }

    private func forgetLost(_ world: inout Network, at now: Instant, wall: Timestamp) async {
        guard let lost = await queue?.takeLost(), !lost.isEmpty else { return }
        await perform(sender?.settled(lost, at: now) ?? [], &world, at: now, wall: wall)
    }

    func tick(_ world: inout Network, at now: Instant, wall: Timestamp) async {
        await perform(sender?.tick(at: now) ?? [], &world, at: now, wall: wall)
    }

    func reconnect(_ world: inout Network, at now: Instant, wall: Timestamp) async {
        sender?.disconnected()
        await perform(sender?.connected(at: now) ?? [], &world, at: now, wall: wall)
    }

    /// Deletes what was acknowledged, however lately.
    func clean(wall: Timestamp) async {
        try? await queue?.deleteAcknowledged(before: wall + .seconds(1), now: wall)
    }

    func take(_ message: Message, _ world: inout Network, at now: Instant, wall: Timestamp) async {
        guard let queue else { return }
        switch message {
        case .acknowledgement(let bytes):
            guard let said = try? EpochRanges(decoding: bytes), let numbers = try? await queue.acknowledge(said, at: wall).numbers else {
                return
            }
            await perform(sender?.settled(numbers, at: now) ?? [], &world, at: now, wall: wall)
        case .want(let bytes):
            guard let said = try? EpochRanges(decoding: bytes), let numbers = try? await queue.reopen(said, at: wall) else { return }
            await perform(sender?.wanted(numbers, at: now) ?? [], &world, at: now, wall: wall)
        case .batch, .batches, .hello: break
        }
    }

    private func perform(_ actions: [Sender.Action], _ world: inout Network, at now: Instant, wall: Timestamp) async {
        guard let queue else { return }
        for action in actions {
            switch action {
            case .hello:
                guard let (epoch, last, held) = try? await queue.held(now: wall) else { continue }
                let hello = Hello(
                    epoch: epoch, held: held.reversed(), lastWritten: last, software: "simulation", boot: boot, instance: 1)
                world.send(.hello(hello.encoded()), from: .gateway, to: .collector)
            case .publish(let numbers):
                guard let bodies = try? await queue.bodies(of: numbers, now: wall) else { continue }
                for (kind, payload) in Bundle.messages(of: bodies) {
                    world.send(kind == .batches ? .batches(payload) : .batch(payload), from: .gateway, to: .collector)
                }
                if bodies.count < numbers.count { await forgetLost(&world, at: now, wall: wall) }
                guard plant == .deleteBeforeAcknowledge else { continue }
                for batch in bodies.compactMap({ try? Batch(decoding: $0) }) {
                    let said = EpochRanges(epoch: batch.epoch, ranges: SequenceRanges(batch.sequence...batch.sequence))
                    _ = try? await queue.acknowledge(said, at: wall)
                }
                _ = sender?.settled(SequenceRanges(numbers.map { $0...$0 }), at: now)
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
