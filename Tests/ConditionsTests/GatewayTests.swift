import Conditions
import Foundation
import Testing
import Vitals

@Suite("Gateways")
struct GatewayTests {
    private func monitor() throws -> PersonMonitor { PersonMonitor(person: try PersonID("gateway-ward-3")) }

    private func told(_ changes: [ConditionChange]) -> [String] { changes.map { ($0.isPresent ? "+" : "-") + $0.kind.rawValue } }

    @Test("Two minutes offline are a condition, since it went; it ends when the gateway is back")
    func offline() throws {
        var monitor = try monitor()
        #expect(monitor.observe(gatewayOnline: true, isBehind: false, at: Feed.at(0), isSimulated: false).isEmpty)
        #expect(monitor.observe(gatewayOnline: false, isBehind: false, at: Feed.at(10), isSimulated: false).isEmpty)
        #expect(!monitor.isDue(at: Feed.at(129)))
        var restored = try JSONDecoder().decode(PersonMonitor.self, from: JSONEncoder().encode(monitor))
        #expect(restored.isDue(at: Feed.at(130)))
        let raised = restored.tick(at: Feed.at(130))
        #expect(told(raised) == ["+gateway_offline"])
        #expect(raised.first?.since == Feed.at(10))
        #expect(restored.tick(at: Feed.at(200)).isEmpty)
        #expect(restored.present == [.gatewayOffline])
        #expect(told(restored.observe(gatewayOnline: true, isBehind: false, at: Feed.at(300), isSimulated: false)) == ["-gateway_offline"])
    }

    @Test("A gateway that is back within two minutes is none")
    func flaky() throws {
        var monitor = try monitor()
        for start in stride(from: 0.0, to: 600, by: 100) {
            #expect(monitor.observe(gatewayOnline: false, isBehind: false, at: Feed.at(start), isSimulated: false).isEmpty)
            #expect(monitor.observe(gatewayOnline: true, isBehind: false, at: Feed.at(start + 90), isSimulated: false).isEmpty)
            #expect(monitor.tick(at: Feed.at(start + 95)).isEmpty)
        }
    }

    @Test("One that was away and catches up in minutes is none")
    func catchesUp() throws {
        var monitor = try monitor()
        #expect(monitor.observe(gatewayOnline: true, isBehind: true, at: Feed.at(0), isSimulated: false).isEmpty)
        #expect(monitor.observe(gatewayOnline: true, isBehind: false, at: Feed.at(200), isSimulated: false).isEmpty)
        #expect(!monitor.isDue(at: Feed.at(1000)))
    }

    @Test("One that falls behind is a condition until it has caught up")
    func behind() throws {
        var monitor = try monitor()
        #expect(monitor.observe(gatewayOnline: true, isBehind: true, at: Feed.at(0), isSimulated: true).isEmpty)
        #expect(!monitor.isDue(at: Feed.at(299)))
        #expect(told(monitor.tick(at: Feed.at(300))) == ["+backlog_growing"])
        #expect(monitor.tick(at: Feed.at(301)).isEmpty)
        let ended = monitor.observe(gatewayOnline: true, isBehind: false, at: Feed.at(900), isSimulated: true)
        #expect(told(ended) == ["-backlog_growing"])
        #expect(ended.first?.isSimulated == true)
    }
}
