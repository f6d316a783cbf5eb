import Simulation
import Testing

@Suite("The simulated network")
struct SimulatedNetworkTests {
    private typealias Network = SimulatedNetwork<String, Int, String>

    /// Sends 1000 numbers a millisecond apart and returns those that arrive.
    private func arrivals(seed: UInt64, _ conditions: LinkConditions) -> (numbers: [Int], counters: Network.Counters) {
        var network = Network(seed: seed, conditions: conditions)
        for number in 0..<1000 { network.setTimer("\(number)", of: "gateway", after: .milliseconds(number)) }
        var numbers: [Int] = []
        while let event = network.next() {
            switch event {
            case .timer(let number, _): network.send(Int(number) ?? -1, from: "gateway", to: "collector")
            case .message(let number, _, _): numbers.append(number)
            }
        }
        #expect(network.inFlightCount == 0)
        return (numbers, network.counters)
    }

    @Test("A calm network delivers everything once and in order, however uneven the delays")
    func calm() {
        #expect(arrivals(seed: 1, .calm).numbers == Array(0..<1000))
    }

    @Test("A rough one loses, doubles and reorders, the same way for the same seed")
    func rough() {
        let (numbers, counters) = arrivals(seed: 1, .rough)
        #expect((20..<100).contains(counters.lost))
        #expect((10..<70).contains(counters.duplicated))
        #expect((10..<70).contains(counters.reordered))
        #expect(numbers.count == 1000 - counters.lost + counters.duplicated)
        #expect(Set(numbers).count == 1000 - counters.lost)
        #expect(numbers != numbers.sorted())
        #expect(arrivals(seed: 1, .rough).numbers == numbers)
        #expect(arrivals(seed: 2, .rough).numbers != numbers)
    }

    /// The messages that are still to come.
    private func drain(_ network: inout Network) -> [Int] {
        var numbers: [Int] = []
        while let event = network.next() {
            if case .message(let number, _, _) = event { numbers.append(number) }
        }
        return numbers
    }

    @Test("A partition stops what is sent and what is under way, until it heals")
    func partition() {
        var network = Network(seed: 1)
        network.send(1, from: "gateway", to: "collector")
        network.partition(["gateway"], from: ["collector"])
        network.send(2, from: "collector", to: "gateway")
        network.send(3, from: "gateway", to: "phone")
        #expect(drain(&network) == [3])
        network.heal()
        network.send(4, from: "gateway", to: "collector")
        network.sever(from: "collector", to: "gateway")
        network.send(5, from: "gateway", to: "collector")
        network.send(6, from: "collector", to: "gateway")
        #expect(drain(&network) == [4, 5])
        #expect(network.counters.partitioned == 3)
    }

    @Test("A broker's restart loses what is under way; the end of a process loses its timers and what is on the way to it")
    func restarts() {
        var network = Network(seed: 1)
        for number in 0..<10 { network.send(number, from: "gateway", to: "collector") }
        network.restartBroker()
        network.send(10, from: "gateway", to: "collector")
        network.send(11, from: "collector", to: "gateway")
        network.setTimer("tick", of: "collector", after: .seconds(1))
        network.end("collector")
        #expect(network.inFlightCount == 1)
        #expect(drain(&network) == [11])
        #expect((network.counters.droppedInFlight, network.counters.timers) == (11, 0))
    }

    @Test("Timers come when they are due, unless they are cancelled")
    func timers() {
        var network = Network(seed: 1)
        let cancelled = network.setTimer("no", of: "gateway", after: .seconds(1))
        network.setTimer("yes", of: "gateway", after: .seconds(2))
        network.cancel(cancelled)
        guard case .timer("yes", of: "gateway") = network.next() else {
            Issue.record("another event came first")
            return
        }
        #expect(network.now == .seconds(2))
    }

    @Test("One link can have a weather of its own")
    func links() {
        var network = Network(seed: 1)
        network.setConditions(LinkConditions(lossPerMillion: 1_000_000), from: "gateway", to: "collector")
        network.send(1, from: "gateway", to: "collector")
        network.send(2, from: "collector", to: "gateway")
        #expect(drain(&network) == [2])
    }
}
