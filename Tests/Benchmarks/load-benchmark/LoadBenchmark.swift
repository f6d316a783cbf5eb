// Gateways in great number, each with straps in great number, over the real uplink; and how long the collector takes to acknowledge.

import Glibc
import MQTT
import Settings
import Synchronization
import Uplink
import Vitals

@main
enum LoadBenchmark {
    static func main() async throws {
        let arguments = CommandLine.arguments.dropFirst().map { $0 }
        if arguments.count == 5, arguments[0] == "fill", let gateways = Int(arguments[2]), let straps = Int(arguments[3]),
            let seconds = Int(arguments[4])
        {
            return try await Filling.fill(arguments[1], gateways: gateways, straps: straps, seconds: seconds)
        }
        guard arguments.count == 5, let port = Int(arguments[0]), let gateways = Int(arguments[2]), let straps = Int(arguments[3]),
            let seconds = Int(arguments[4]), gateways > 0, straps > 0, seconds > 0
        else {
            print("say: PORT COLLECTOR_KEY GATEWAYS STRAPS SECONDS | fill LOG GATEWAYS STRAPS SECONDS")
            exit(2)
        }
        let key = try CollectorKey(arguments[1])
        let load = try Load(port: port, key: key, gateways: gateways, straps: straps)
        try await load.run(seconds: seconds)
    }
}

/// Each gateway publishes a sealed batch a second, a value of each strap in it, spread evenly over the second.
final class Load: Sendable {
    private let clients: [Client]
    private let gateways: Int
    private let straps: Int
    private let key: CollectorKey
    private let waiting: Mutex<[[UInt64: ContinuousClock.Instant]]>
    private let latencies = Mutex<[Double]>([])
    private let acknowledged = Atomic<Int>(0)

    /// Connections; each carries the topics of many gateways.
    private static let connections = 4
    /// Batches of a gateway without an acknowledgement, beyond which it waits, as a gateway does.
    private static let inFlightMax = 64

    init(port: Int, key: CollectorKey, gateways: Int, straps: Int) throws {
        (self.gateways, self.straps, self.key) = (gateways, straps, key)
        clients = try (0..<Self.connections).map {
            try Client(BrokerSettings(host: "127.0.0.1", port: port), clientID: "load-\(getpid())-\($0)", queueMax: 65_536)
        }
        waiting = Mutex(Array(repeating: [:], count: gateways))
    }

    private static func name(_ gateway: Int) -> String { "load-\(gateway)" }

    func run(seconds: Int) async throws {
        for client in clients { try client.start() }
        try await withThrowingTaskGroup { group in
            for (index, client) in clients.enumerated() { group.addTask { await self.listen(to: client, index) } }
            group.addTask { try await self.send(seconds: seconds) }
            // The sender is the first to end: listeners go on until there is nothing more to hear.
            _ = try await group.next()
            for client in clients { client.stop() }
            try await group.waitForAll()
        }
    }

    private func listen(to client: Client, _ index: Int) async {
        while true {
            let events = await client.nextEvents()
            if events.isEmpty { return }
            let now = ContinuousClock.now
            for event in events {
                switch event {
                case .connected: try? client.subscribe([Topics.standard.everyGateway(.ack)])
                case .message(let message): took(message, index, now)
                default: break
                }
            }
        }
    }

    /// Every connection hears every acknowledgement; each looks at those of its own gateways.
    private func took(_ message: Message, _ index: Int, _ now: ContinuousClock.Instant) {
        guard let (gateway, _) = Topics.standard.gatewayMessage(of: message.topic), gateway.text.hasPrefix("load-"),
            let number = Int(gateway.text.dropFirst(5)), number < gateways, number % clients.count == index,
            let said = try? EpochRanges(decoding: message.payload)
        else { return }
        var found: [Double] = []
        waiting.withLock { waiting in
            for sequence in said.ranges.ranges.joined() {
                if let sent = waiting[number].removeValue(forKey: sequence) { found.append((now - sent).inSeconds) }
            }
        }
        acknowledged.add(found.count, ordering: .relaxed)
        latencies.withLock { $0 += found }
    }

    private func send(seconds: Int) async throws {
        let clock = ContinuousClock()
        let epoch = UInt64.random(in: 1...UInt64.max)
        var gateways = try (0..<self.gateways).map { try SimulatedGateway(Self.name($0), number: $0, straps: straps, epoch: epoch) }
        var sealers: [GatewayID: SharedSealer] = [:]
        for gateway in gateways { sealers[gateway.id] = SharedSealer(BatchSealer(gateway: gateway.id, key: key)) }
        // Connected and subscribed.
        try await Task.sleep(for: .seconds(2))
        let start = clock.now
        var (batches, held, late) = (0, 0, Duration.zero)
        for round in 0..<seconds {
            for index in gateways.indices {
                let due = start + .seconds(round) + .microseconds(1_000_000 * index / gateways.count)
                let now = clock.now
                if due > now {
                    try await Task.sleep(until: due, tolerance: .milliseconds(5), clock: clock)
                } else {
                    late = max(late, now - due)
                }
                let batch = gateways[index].next()
                let sealed = try sealers[gateways[index].id]!.seal(batch)
                let isFull = waiting.withLock { waiting in
                    guard waiting[index].count < Self.inFlightMax else { return true }
                    waiting[index][batch.sequence] = clock.now
                    return false
                }
                guard !isFull else {
                    held += 1
                    continue
                }
                try clients[index % clients.count].publish(sealed, to: Topics.standard.gateway(gateways[index].id, .batch))
                batches += 1
            }
        }
        let sent = clock.now - start
        while acknowledged.load(ordering: .relaxed) < batches, clock.now - start < sent + .seconds(60) {
            try await Task.sleep(for: .milliseconds(50))
        }
        report(batches: batches, held: held, late: late, sent: sent, all: clock.now - start, gateways)
    }

    private func report(batches: Int, held: Int, late: Duration, sent: Duration, all: Duration, _ gateways: [SimulatedGateway]) {
        let times = latencies.withLock { $0.sorted() }
        func percentile(_ share: Double) -> Double {
            times.isEmpty ? .nan : times[min(times.count - 1, Int(Double(times.count) * share))] * 1000
        }
        let observations = gateways.reduce(0) { $0 + $1.observations }
        print(
            """
            {"batches": \(batches), "held": \(held), "acknowledged": \(acknowledged.load(ordering: .relaxed)), \
            "observations": \(observations), "seconds": \(sent.inSeconds), "seconds_to_last": \(all.inSeconds), \
            "late_ms": \(late.inSeconds * 1000), "p50_ms": \(percentile(0.5)), "p99_ms": \(percentile(0.99)), \
            "p999_ms": \(percentile(0.999))}
            """)
    }
}
