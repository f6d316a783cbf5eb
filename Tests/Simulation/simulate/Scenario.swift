// One seed: what happens to a gateway and a collector, and whether the promises held.

import EventLog
import Outbox
import PollLoop
import Simulation
import TestSupport
import Uplink
import Vitals

struct Scenario {
    private enum Limit {
        static let stepsMax = 160
        /// Until everything is delivered once nothing goes wrong any more.
        static let settlingMax = 4000
    }

    private let seed: UInt64
    private var random: SeededGenerator
    private var world: Network
    private let gateway: GatewayMachine
    private let collector: CollectorMachine
    private let device: DeviceAddress
    private var tally = Tally()
    private var backup: DiskImage?
    private var trouble = Trouble()

    /// What this seed is about: each brings its own mixture.
    private struct Trouble {
        var crashes = false
        var fullDisk = false
        var errors = false
        var backups = false
        var isLarge = false
    }

    /// An outbox and an event log without anything in them: to make them takes longer than most seeds.
    struct Template {
        let gateway: DiskImage
        let collector: DiskImage

        init(executor: PollExecutor) async throws {
            let scenario = try Scenario(seed: 0, plant: nil, template: nil, executor: executor)
            var world = scenario.world
            _ = await scenario.gateway.start(&world, at: scenario.now, wall: scenario.wall)
            _ = try await scenario.collector.start()
            scenario.gateway.crash(.kill)
            scenario.collector.crash(.kill)
            gateway = scenario.gateway.disk.image()
            collector = scenario.collector.disk.image()
        }
    }

    init(seed: UInt64, plant: Plant?, template: Template?, executor: PollExecutor) throws {
        self.seed = seed
        random = SeededGenerator(seed: seed)
        guard let device = DeviceAddress("C0:00:00:00:00:01") else { throw Violation("no address") }
        self.device = device
        trouble.crashes = Bool.random(using: &random)
        trouble.fullDisk = Int.random(in: 0..<4, using: &random) == 0
        trouble.errors = Int.random(in: 0..<4, using: &random) == 0
        // Where room is short, what was delivered goes at once.
        trouble.backups = !trouble.fullDisk && Int.random(in: 0..<4, using: &random) == 0
        trouble.isLarge = Int.random(in: 0..<40, using: &random) == 0
        // A session of the broker loses no request to send again.
        let isRough = !trouble.backups && Bool.random(using: &random)
        world = Network(seed: random.next(), conditions: isRough ? .rough : .calm)
        gateway = GatewayMachine(
            disk: try SimulatedDisk(name: "gateway-\(seed)", seed: random.next()),
            limits: OutboxLimits(bytesMax: 4 << 20, freeBytesMin: 32 << 10), plant: plant, seed: random.next(),
            executor: executor)
        collector = CollectorMachine(
            disk: try SimulatedDisk(name: "collector-\(seed)", seed: random.next()), gateway: try GatewayID("simulated"), plant: plant)
        if let template {
            gateway.disk.restore(template.gateway)
            collector.disk.restore(template.collector)
        }
    }

    private var now: Instant { Instant(sinceBoot: .seconds(100) + world.now) }
    private var wall: Timestamp { Timestamp(milliseconds: 1_795_419_900_000) + world.now }

    private func trace(_ line: @autoclosure () -> String) {
        if Simulate.traces { print("\(world.now) \(line())") }
    }

    mutating func run() async throws -> Tally {
        _ = await gateway.start(&world, at: now, wall: wall)
        _ = try await collector.start()
        let steps = Int.random(in: 20...Limit.stepsMax, using: &random)
        for _ in 0..<steps {
            try await step()
            tally.steps += 1
            guard gateway.inFlight <= Sender.Limit.windowMax else { throw Violation("\(gateway.inFlight) batches in flight") }
        }
        try await settle()
        try await check()
        let counters = world.counters
        tally.messagesHarmed = counters.lost + counters.duplicated + counters.reordered + counters.partitioned + counters.droppedInFlight
        for disk in [gateway.disk, collector.disk] {
            tally.faults += Int(disk.counters.faults)
            tally.crashes += Int(disk.counters.crashes)
        }
        return tally
    }

    private mutating func step() async throws {
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<40: await commit()
        case 40..<75: try await deliver(Int.random(in: 1...12, using: &random))
        case 75..<82:
            world.advance(to: world.now + .seconds(Int.random(in: 1...20, using: &random)))
            await gateway.tick(&world, at: now, wall: wall)
        case 82..<84: await gateway.commitGaps(&world, at: now, wall: wall)
        // With backups, everything happens within the gateway's retention.
        case 84..<86 where !trouble.backups:
            trace("clean")
            await gateway.clean(wall: wall)
        case 86..<88: world.partition([.gateway], from: [.collector])
        case 88..<91:
            world.heal()
            await gateway.reconnect(&world, at: now, wall: wall)
        case 91:
            world.restartBroker()
            await gateway.reconnect(&world, at: now, wall: wall)
        case 92..<98 where trouble.crashes: crash()
        case 92..<95 where trouble.fullDisk:
            gateway.setCapacity(Bool.random(using: &random) ? nil : gateway.disk.usedBytes + Int.random(in: 0...200_000, using: &random))
        case 95..<97 where trouble.errors:
            let disk = Bool.random(using: &random) ? gateway.disk : collector.disk
            trace("errors")
            try? disk.fail([.write], .times(Int.random(in: 1...3, using: &random)), skipping: Int.random(in: 0...20, using: &random))
        case 97..<100 where trouble.backups: backUpOrRestore()
        default: break
        }
        try await revive()
    }

    private mutating func commit() async {
        let frameClass: FrameClass = Int.random(in: 0..<5, using: &random) == 0 ? .clinical : .stream
        let count = trouble.isLarge ? 60 : Int.random(in: 1...6, using: &random)
        let length = trouble.isLarge ? 512 : Int.random(in: 2...20, using: &random)
        var frames: [Frame] = []
        for _ in 0..<count {
            frames.append(
                Frame(
                    device: device, characteristic: BluetoothUUID(short: 0x2A37), origin: .notification, arrival: now,
                    value: (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }))
        }
        trace("commit \(frameClass) after \(gateway.committed.count)")
        await gateway.commit(frames, as: frameClass, &world, at: now, wall: wall)
    }

    private mutating func deliver(_ count: Int) async throws {
        for _ in 0..<count {
            guard case .message(let message, _, let end)? = world.next() else { return }
            switch end {
            case .gateway: await gateway.take(message, &world, at: now, wall: wall)
            case .collector: await collector.take(message, &world, at: now, wall: wall)
            }
            try await revive()
        }
    }

    private mutating func crash() {
        let kind: SimulatedDisk.Crash = Bool.random(using: &random) ? .kill : .powerCut
        let isGateway = Bool.random(using: &random)
        trace("crash \(kind) of the \(isGateway ? "gateway" : "collector")")
        // Half of them in the middle of something.
        if Bool.random(using: &random) {
            (isGateway ? gateway.disk : collector.disk).crash(kind, atChange: Int.random(in: 1...30, using: &random))
        } else if isGateway {
            gateway.crash(kind)
            world.end(.gateway)
        } else {
            collector.crash(kind)
            world.end(.collector)
        }
    }

    private mutating func backUpOrRestore() {
        // A live copy of a database is no backup: between two steps nothing is half done.
        guard let image = backup else {
            backup = collector.disk.image()
            return
        }
        backup = nil
        trace("collector restored from a backup")
        collector.restore(image)
        world.end(.collector)
    }

    /// Whoever is down starts again. A disk that went down in the middle of something took its machine with it.
    private mutating func revive() async throws {
        if !gateway.disk.isRunning {
            trace("the gateway's disk went down")
            // Which kind it was the disk knows; a power cut is the one with fewer promises.
            gateway.crash(.powerCut)
            world.end(.gateway)
        }
        if !collector.disk.isRunning {
            trace("the collector's disk went down")
            collector.crash(.powerCut)
            world.end(.collector)
        }
        if !gateway.isUp { _ = await gateway.start(&world, at: now, wall: wall) }
        if !collector.isUp {
            if try await collector.start() { await gateway.reconnect(&world, at: now, wall: wall) }
        }
    }

    /// Nothing goes wrong any more: everything has to arrive.
    private mutating func settle() async throws {
        for disk in [gateway.disk, collector.disk] {
            disk.clearFaults()
            disk.cancelCrash()
        }
        gateway.setCapacity(nil)
        world.conditions = .calm
        world.heal()
        try await revive()
        await gateway.reconnect(&world, at: now, wall: wall)
        for round in 0..<Limit.settlingMax {
            try await deliver(50)
            await gateway.commitGaps(&world, at: now, wall: wall)
            guard world.inFlightCount == 0 else { continue }
            if await gateway.isSettled() { return }
            world.advance(to: world.now + .seconds(5))
            await gateway.tick(&world, at: now, wall: wall)
            if round % 100 == 99 { await gateway.reconnect(&world, at: now, wall: wall) }
        }
        throw Violation(
            "not everything was delivered: gateway \(gateway.isUp ? "up" : "down"), collector \(collector.isUp ? "up" : "down"), "
                + "waiting \(await gateway.waiting), conflicts \(collector.conflicts)")
    }

    private mutating func check() async throws {
        let logged = try await collector.batches()
        var bodies: [BatchID: [UInt8]] = [:]
        for batch in logged {
            guard bodies.updateValue(batch.body, forKey: BatchID(epoch: batch.key.epoch, sequence: batch.key.sequence)) == nil else {
                throw Violation("sequence \(batch.key.sequence) is in the log twice")
            }
        }
        guard collector.doubled == 0 else { throw Violation("stored \(collector.doubled) batches twice") }
        guard collector.conflicts == 0 else { throw Violation("\(collector.conflicts) sequences were given out twice") }
        guard collector.acknowledged.isSubset(of: Set(bodies.keys)) else { throw Violation("acknowledged and not in the log") }
        let gaps = try await collector.gapped()
        for (id, committed) in gateway.committed.sorted(by: { $0.key < $1.key }) {
            tally.committed += 1
            if let body = bodies[id] {
                guard body == committed.body else { throw Violation("sequence \(id.sequence) has other bytes in the log") }
                tally.delivered += 1
            } else if gaps.contains(where: { $0.epoch == id.epoch && $0.ranges.contains(id.sequence) }) {
                tally.inGaps += 1
            } else {
                throw Violation(
                    "sequence \(id.sequence) of epoch \(id.epoch) (\(committed.frameClass.map { "\($0)" } ?? "gaps")) was committed, and is neither delivered nor in a gap"
                )
            }
        }
    }
}
