// A collector as far as delivery goes: the real event log on a simulated disk, the real receiver, and the glue between them.

import EventLog
import Simulation
import Uplink
import Vitals

final class CollectorMachine {
    let disk: SimulatedDisk
    private let gateway: GatewayID
    private let plant: Plant?
    private var log: SQLiteLog?
    private var receiver = Receiver()
    /// What was said to be durable, since the last restored backup.
    private(set) var acknowledged: Set<BatchID> = []
    /// With the planted mistake: batches that were stored once more.
    private(set) var doubled = 0
    private(set) var conflicts = 0
    /// Whether a second gateway listens under the same id.
    var hasCopy = false

    init(disk: SimulatedDisk, gateway: GatewayID, plant: Plant?) {
        self.disk = disk
        self.gateway = gateway
        self.plant = plant
    }

    var isUp: Bool { log != nil }

    func start() async throws -> Bool {
        guard log == nil, disk.isRunning else { return isUp }
        guard let opened = try? SQLiteLog(file: disk.path("events.sqlite")), let streams = try? await opened.durableStreams() else {
            return false
        }
        log = opened
        receiver = Receiver()
        var durable: Set<BatchID> = []
        for stream in streams {
            receiver.restore(gateway: stream.gateway, epoch: stream.epoch, durable: stream.ranges, lost: stream.lost)
            for range in stream.ranges.ranges { durable.formUnion(range.map { BatchID(epoch: stream.epoch, sequence: $0) }) }
        }
        guard acknowledged.isSubset(of: durable) else {
            throw Violation("acknowledged and not durable: \(acknowledged.subtracting(durable).sorted().prefix(3))")
        }
        return true
    }

    func crash(_ crash: SimulatedDisk.Crash) {
        if disk.isRunning { disk.crash(crash) }
        log = nil
        disk.start()
    }

    /// Last night's backup.
    func restore(_ image: DiskImage) {
        log = nil
        disk.restore(image)
        acknowledged = []
    }

    func take(_ message: Message, _ world: inout Network, at now: Instant, wall: Timestamp) async {
        switch message {
        case .batch(let body): await store([body], &world, wall: wall)
        case .batches(let bytes): await store((try? Bundle(decoding: bytes))?.batches ?? [], &world, wall: wall)
        case .hello(let bytes):
            guard log != nil, let hello = try? Hello(decoding: bytes) else { return }
            say(receiver.hello(hello, from: gateway, at: now), &world)
        case .acknowledgement, .want, .refusal: break
        }
    }

    private func store(_ bodies: [[UInt8]], _ world: inout Network, wall: Timestamp) async {
        guard let log else { return }
        let arrived = bodies.compactMap { body -> ArrivedEvent? in
            guard let batch = try? Batch(decoding: body) else { return nil }
            let lost =
                plant == .noGap
                ? [] : batch.gaps.filter { !$0.sequences.isEmpty }.map { EpochRanges(epoch: $0.epoch, ranges: $0.sequences) }
            let key = EventKey(gateway: gateway, epoch: batch.epoch, sequence: batch.sequence)
            return ArrivedEvent(key: key, received: wall, body: body, lost: lost)
        }
        if plant == .acknowledgeBeforeCommit { for batch in arrived { acknowledge(batch.key, &world) } }
        guard let outcomes = try? await log.append(arrived) else { return }
        for (batch, outcome) in zip(arrived, outcomes) {
            switch outcome {
            case .conflicting:
                conflicts += 1
                continue
            case .repeated: if plant == .appendTwice { doubled += 1 }
            case .stored: break
            }
            receiver.stored(gateway: gateway, epoch: batch.key.epoch, sequence: batch.key.sequence)
            for gone in batch.lost { receiver.lost(gone, of: gateway) }
        }
        say(receiver.flush(), &world)
    }

    private func acknowledge(_ key: EventKey, _ world: inout Network) {
        say([.acknowledge(gateway, EpochRanges(epoch: key.epoch, ranges: SequenceRanges(key.sequence...key.sequence)))], &world)
    }

    private func say(_ actions: [Receiver.Action], _ world: inout Network) {
        for action in actions {
            switch action {
            case .acknowledge(_, let said):
                for range in said.ranges.ranges { acknowledged.formUnion(range.map { BatchID(epoch: said.epoch, sequence: $0) }) }
                for payload in said.encoded() { send(.acknowledgement(payload), &world) }
            case .want(_, let said):
                for payload in said.encoded() { send(.want(payload), &world) }
            case .refuse(_, let instance): send(.refusal(Refusal(instance: instance, reason: .idInUse).encoded()), &world)
            }
        }
    }

    /// Whoever has the gateway's id is subscribed.
    private func send(_ message: Message, _ world: inout Network) {
        world.send(message, from: .collector, to: .gateway)
        if hasCopy { world.send(message, from: .collector, to: .copy) }
    }

    /// Everything in the log, in its order.
    func batches() async throws -> [LoggedEvent] {
        guard let log else { return [] }
        var batches: [LoggedEvent] = []
        while true {
            let more = try await log.read(after: batches.last?.offset ?? 0, limit: ReadLimit(eventsMax: 1000, bytesMax: 64 << 20))
            if more.isEmpty { return batches }
            batches += more
        }
    }

    func gapped() async throws -> [(epoch: UInt64, ranges: SequenceRanges)] {
        try await log?.durableStreams().map { ($0.epoch, $0.lost) } ?? []
    }
}
