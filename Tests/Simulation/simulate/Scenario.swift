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
        static let outbox = OutboxLimits(bytesMax: 4 << 20, freeBytesMin: 32 << 10, commitsUnseen: 2)
        /// Until everything is delivered once nothing goes wrong any more.
        static let settlingMax = 4000
    }

    private let seed: UInt64
    private var random: SeededGenerator
    private var world: Network
    private let gateway: GatewayMachine
    private let collector: CollectorMachine
    /// A machine that somebody started with a copy of the gateway's outbox.
    private var copy: GatewayMachine?
    private let executor: PollExecutor
    private var history: FrameHistory
    private var tally = Tally()
    private var backup: DiskImage?
    private var trouble = Trouble()

    /// What this seed is about: each brings its own mixture.
    private struct Trouble {
        var crashes = false
        var fullDisk = false
        var errors = false
        var backups = false
        var clocks = false
        var copies = false
        var damage = false
        var isLarge = false
    }

    /// An outbox and an event log without anything in them: to make them takes longer than most seeds.
    struct Template {
        let gateway: DiskImage
        let collector: DiskImage

        init(executor: PollExecutor) async throws {
            let scenario = try Scenario(seed: 0, plant: nil, template: nil, executor: executor)
            var world = scenario.world
            _ = await scenario.gateway.start(&world)
            _ = try await scenario.collector.start()
            scenario.gateway.crash(.kill, world)
            scenario.collector.crash(.kill)
            gateway = scenario.gateway.disk.image()
            collector = scenario.collector.disk.image()
        }
    }

    init(seed: UInt64, plant: Plant?, template: Template?, executor: PollExecutor) throws {
        self.seed = seed
        random = SeededGenerator(seed: seed)
        history = try FrameHistory()
        self.executor = executor
        trouble.crashes = Bool.random(using: &random)
        trouble.fullDisk = Int.random(in: 0..<4, using: &random) == 0
        trouble.errors = Int.random(in: 0..<4, using: &random) == 0
        // Where room is short, what was delivered goes at once, and a collector that forgot it cannot have it again.
        trouble.backups = !trouble.fullDisk && Int.random(in: 0..<4, using: &random) == 0
        trouble.clocks = Int.random(in: 0..<3, using: &random) == 0
        trouble.copies = !trouble.backups && Int.random(in: 0..<6, using: &random) == 0
        trouble.isLarge = !trouble.backups && Int.random(in: 0..<(trouble.fullDisk ? 6 : 40), using: &random) == 0
        // What was damaged cannot be asked for again.
        trouble.damage = !trouble.backups && Int.random(in: 0..<8, using: &random) == 0
        // A session of the broker loses no request to send again.
        let isRough = !trouble.backups && Bool.random(using: &random)
        world = Network(seed: random.next(), conditions: isRough ? .rough : .calm)
        gateway = GatewayMachine(
            end: .gateway, disk: try SimulatedDisk(name: "gateway-\(seed)", seed: random.next()),
            limits: Limit.outbox, plant: plant, seed: random.next(),
            boot: 1, executor: executor)
        collector = CollectorMachine(
            disk: try SimulatedDisk(name: "collector-\(seed)", seed: random.next()), gateway: try GatewayID("simulated"), plant: plant)
        if let template {
            gateway.disk.restore(template.gateway)
            collector.disk.restore(template.collector)
        }
    }

    /// The true time at which everything begins.
    static let start = Timestamp(milliseconds: 1_795_419_900_000)

    /// The collector's clock is right.
    private var wall: Timestamp { Self.start + world.now }
    private var now: Instant { Instant(sinceBoot: .seconds(100) + world.now) }
    private var gateways: [GatewayMachine] { [gateway] + (copy.map { [$0] } ?? []) }

    private func trace(_ line: @autoclosure () -> String) {
        if Simulate.traces { print("\(world.now) \(line())") }
    }

    mutating func run() async throws -> Tally {
        _ = await gateway.start(&world)
        _ = try await collector.start()
        let steps = Int.random(in: 20...Limit.stepsMax, using: &random)
        for _ in 0..<steps {
            try await step()
            tally.steps += 1
            for gateway in gateways where gateway.inFlight > Sender.Limit.windowMax {
                throw Violation("\(gateway.inFlight) batches in flight")
            }
        }
        try await settle()
        try await check()
        let counters = world.counters
        tally.messagesHarmed = counters.lost + counters.duplicated + counters.reordered + counters.partitioned + counters.droppedInFlight
        for disk in gateways.map(\.disk) + [collector.disk] {
            tally.faults += Int(disk.counters.faults)
            tally.crashes += Int(disk.counters.crashes)
        }
        return tally
    }

    private mutating func step() async throws {
        let gateway = gateways.randomElement(using: &random) ?? gateway
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<40: await commit(to: gateway)
        case 40..<75: try await deliver(Int.random(in: 1...12, using: &random))
        case 75..<82:
            world.advance(to: world.now + .seconds(Int.random(in: 1...20, using: &random)))
            for gateway in gateways { await gateway.tick(&world) }
        case 82..<84: await gateway.commitGaps(&world)
        // With backups, everything happens within the gateway's retention.
        case 84..<86 where !trouble.backups:
            trace("clean")
            await gateway.clean(world)
        case 86..<88: world.partition([gateway.end], from: [.collector])
        case 88..<91:
            world.heal()
            await gateway.reconnect(&world)
        case 91:
            world.restartBroker()
            for gateway in gateways { await gateway.reconnect(&world) }
        case 92..<98 where trouble.crashes: crash(gateway)
        case 92..<95 where trouble.fullDisk:
            gateway.setCapacity(Bool.random(using: &random) ? nil : gateway.disk.usedBytes + Int.random(in: 0...40_000, using: &random))
        case 92..<95 where trouble.clocks: jump(gateway)
        case 94..<97 where trouble.errors: fail(gateway)
        case 95..<97 where trouble.damage: try damage(gateway)
        case 95..<97 where trouble.copies: try await copyOutbox()
        case 97..<100 where trouble.backups: backUpOrRestore()
        case 97..<100 where trouble.clocks: jump(gateway)
        default: break
        }
        try await revive()
    }

    private mutating func jump(_ gateway: GatewayMachine) {
        let errors: [Duration?] = [
            nil, nil, .seconds(-1_795_419_900), .seconds(3600), .seconds(-3600), .milliseconds(250), .seconds(86_400 * 365),
        ]
        let error = errors.randomElement(using: &random) ?? nil
        trace("the clock of \(gateway.end) is \(error.map { "wrong by \($0)" } ?? "right")")
        gateway.setClock(wrongBy: error)
        tally.clockJumps += 1
    }

    /// A disk that fails now and then, or that Linux takes for failing and makes read-only.
    private mutating func fail(_ gateway: GatewayMachine) {
        switch Int.random(in: 0..<5, using: &random) {
        case 0:
            trace("read-only")
            gateway.disk.setReadOnly(true)
        case 1:
            trace("writable")
            gateway.disk.setReadOnly(false)
        default:
            let disk = Bool.random(using: &random) ? gateway.disk : collector.disk
            let operations = [SimulatedDisk.Operations.write, .sync, [.write, .sync], .read].randomElement(using: &random) ?? .write
            trace("errors")
            try? disk.fail(
                operations, .times(Int.random(in: 1...3, using: &random)), skipping: Int.random(in: 0...20, using: &random))
        }
    }

    /// A bit of the outbox flips while nobody has it open.
    private mutating func damage(_ gateway: GatewayMachine) throws {
        gateway.crash(.kill, world)
        world.end(gateway.end)
        let path = gateway.disk.path("outbox.sqlite") + (Bool.random(using: &random) ? "" : "-wal")
        guard let size = gateway.disk.contents(of: path)?.count, size > 0 else { return }
        let place = Int.random(in: 0..<size, using: &random)
        trace("\(path) is damaged at \(place)")
        try gateway.disk.damage(path, at: place, mask: 1 << UInt8.random(in: 0..<8, using: &random))
        tally.damages += 1
    }

    /// Somebody starts another machine with the gateway's card, or with a copy of it.
    private mutating func copyOutbox() async throws {
        guard copy == nil else { return }
        trace("the outbox is copied to another machine")
        let copy = GatewayMachine(
            end: .copy, disk: try SimulatedDisk(name: "copy-\(seed)", seed: random.next()), limits: Limit.outbox, plant: nil,
            seed: random.next(), boot: 1001, executor: executor)
        copy.disk.restore(gateway.disk.image())
        self.copy = copy
        collector.hasCopy = true
        tally.copies += 1
        _ = await copy.start(&world)
    }

    private mutating func commit(to gateway: GatewayMachine) async {
        let frameClass: FrameClass = Int.random(in: 0..<5, using: &random) == 0 ? .clinical : .stream
        let count = trouble.isLarge ? 60 : Int.random(in: 1...6, using: &random)
        let length = trouble.isLarge ? 508 : Int.random(in: 0...16, using: &random)
        var frames: [Frame] = []
        for _ in 0..<count {
            frames.append(
                history.next(
                    boot: gateway.boot, arrival: gateway.instant(world), time: wall,
                    filler: (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }))
        }
        trace("commit \(frameClass) at \(gateway.end) after \(gateway.committed.count)")
        if await !gateway.commit(frames, as: frameClass, &world) {
            tally.commitsInMemory += 1
        }
        if let failure = gateway.failure { trace(failure) }
    }

    private mutating func deliver(_ count: Int) async throws {
        for _ in 0..<count {
            guard case .message(let message, _, let end)? = world.next() else { return }
            switch end {
            case .gateway: await gateway.take(message, &world)
            case .copy: await copy?.take(message, &world)
            case .collector: await collector.take(message, &world, at: now, wall: wall)
            }
            try await revive()
        }
    }

    private mutating func crash(_ gateway: GatewayMachine) {
        let kind: SimulatedDisk.Crash = Bool.random(using: &random) ? .kill : .powerCut
        let isGateway = Bool.random(using: &random)
        trace("crash \(kind) of the \(isGateway ? "\(gateway.end)" : "collector")")
        // Half of them in the middle of something.
        if Bool.random(using: &random) {
            (isGateway ? gateway.disk : collector.disk).crash(kind, atChange: Int.random(in: 1...30, using: &random))
        } else if isGateway {
            gateway.crash(kind, world)
            world.end(gateway.end)
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
        for gateway in gateways where !gateway.disk.isRunning {
            trace("the disk of the \(gateway.end) went down")
            // Which kind it was the disk knows; a power cut is the one with fewer promises.
            gateway.crash(.powerCut, world)
            world.end(gateway.end)
        }
        if !collector.disk.isRunning {
            trace("the collector's disk went down")
            collector.crash(.powerCut)
            world.end(.collector)
        }
        for gateway in gateways where !gateway.isUp { _ = await gateway.start(&world) }
        if !collector.isUp, try await collector.start() {
            for gateway in gateways { await gateway.reconnect(&world) }
        }
    }

    /// Nothing goes wrong any more: everything has to arrive.
    private mutating func settle() async throws {
        for disk in gateways.map(\.disk) + [collector.disk] {
            disk.clearFaults()
            disk.cancelCrash()
        }
        for gateway in gateways {
            gateway.setCapacity(nil)
            gateway.disk.setReadOnly(false)
            gateway.setClock(wrongBy: nil)
        }
        world.conditions = .calm
        world.heal()
        try await revive()
        // Both must not talk at once: whoever is refused waits until the other has been silent.
        for gateway in gateways { try await settle(gateway) }
    }

    private mutating func settle(_ gateway: GatewayMachine) async throws {
        await commit(to: gateway)
        world.advance(to: world.now + .seconds(1200))
        await gateway.reconnect(&world)
        for round in 0..<Limit.settlingMax {
            try await deliver(50)
            await gateway.commitGaps(&world)
            guard world.inFlightCount == 0 else { continue }
            if gateway.failure != nil {
                // The disk is tried again, and gets what is in memory.
                world.advance(to: world.now + .seconds(60))
                await commit(to: gateway)
            } else if await gateway.isSettled() {
                return
            }
            world.advance(to: world.now + .seconds(5))
            await gateway.tick(&world)
            if round % 100 == 99 { await gateway.reconnect(&world) }
        }
        throw Violation(
            "not everything was delivered: \(gateway.end) \(gateway.isUp ? "up" : "down"), collector \(collector.isUp ? "up" : "down"), "
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
        let batches = try logged.map { try Batch(decoding: $0.body) }
        try history.check(batches)
        // Damage may have taken what it was that is lost.
        let isMoreLost = trouble.damage && batches.contains { $0.gaps.contains { $0.hasOpenEnd } }
        let gaps = try await collector.gapped()
        for (id, committed) in gateways.flatMap({ $0.committed.sorted { $0.key < $1.key } }) {
            tally.committed += 1
            if let body = bodies[id] {
                guard body == committed.body else { throw Violation("sequence \(id.sequence) has other bytes in the log") }
                tally.delivered += 1
            } else if gaps.contains(where: { $0.epoch == id.epoch && $0.ranges.contains(id.sequence) }) {
                tally.inGaps += 1
            } else if isMoreLost {
                tally.inUnknownGaps += 1
            } else {
                throw Violation(
                    "sequence \(id.sequence) of epoch \(id.epoch) (\(committed.frameClass.map { "\($0)" } ?? "gaps")) was committed, and is neither delivered nor in a gap"
                )
            }
        }
    }
}
