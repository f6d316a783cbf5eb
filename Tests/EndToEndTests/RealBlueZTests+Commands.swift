// Devices of a gateway that stands elsewhere.

import Foundation
import TestSupport
import Testing

extension RealBlueZTests {
    @Test("From the collector a gateway finds a device, pairs with its passkey, and forgets it: its values come, and then no more")
    func remotePairing() async throws {
        let strap = "C0:00:00:00:01:00"
        let site = try await Site(assignments: [])
        try site.startCollector()
        let key = try await site.collectorKey()
        let radio = try await VirtualRadio(["-n", "1", "--passkey", "123456", "--series", RepositoryPath.recording, "--speed", "4"])
        let machine = try radio.machine(
            running: "export VITALFLOW_COLLECTOR_KEY=\(key)\n" + Self.gateway(site, devices: []), sharing: site.folder.path, limit: 300)
        try await Eventually.holds("the gateway is there", within: 120) {
            try #require(machine.isRunning, "the machine ended: \(machine.printed.suffix(3000))")
            return try await site.gatewayCommand(["list"]).printed.contains("\(Site.gateway)  online")
        }
        let scan = try await site.gatewayCommand(["scan", Site.gateway, "--seconds", "4", "--json"])
        #expect(scan.status == 0 && scan.printed.contains("\"address\":\"\(strap)\""), "\(scan.printed)")
        let wrong = try await site.gatewayCommand(["pair", Site.gateway, strap], input: "654321\n")
        #expect(wrong.status != 0 && wrong.printed.contains("was the passkey right?"), "\(wrong.printed)")
        let paired = try await site.gatewayCommand(["pair", Site.gateway, strap], input: "123456\n")
        #expect(paired.status == 0 && paired.printed.contains("paired; the gateway connects to it"), "\(paired.printed)")
        try await Eventually.holds("the strap is subscribed", within: 60) { try await radio.command("list")[0].subscribed }
        #expect(try await radio.command("list")[0].encrypted)
        try await radio.command("start 0")
        try await Eventually.holds("values are in the event log", within: 60) { try await site.frames("2A37").count > 10 }

        let forgotten = try await site.gatewayCommand(["forget", Site.gateway, strap])
        #expect(forgotten.status == 0 && forgotten.printed.contains("forgotten"), "\(forgotten.printed)")
        try await Eventually.holds("the link ends", within: 60) { try await !radio.command("list")[0].connected }
        let count = try await site.frames("2A37").count
        try await Eventually.pause(.seconds(10))
        #expect(try await !radio.command("list")[0].connected)
        #expect(try await site.frames("2A37").count == count)
        let again = try await site.gatewayCommand(["forget", Site.gateway, strap])
        #expect(again.status != 0 && again.printed.contains("does not know this device"), "\(again.printed)")
        _ = try await machine.terminate()
        try await radio.end()
        try await site.end()
    }
}
