// The whole path with nothing simulated but the strap: a virtual radio, the kernel's Bluetooth stack, bluetoothd, D-Bus, the gateway in
// a virtual machine; broker, collector and a plain subscriber outside of it.

import EventLog
import Foundation
import TestSupport
import Testing
import Uplink
import Vitals

@Suite("Through the real BlueZ", .serialized)
struct RealBlueZTests {
    /// The host's loopback as the machine sees it.
    static let hostInMachine = "10.0.2.2"
    /// In the machine's memory: SQLite's WAL needs shared memory, which a folder shared with the host has not.
    static let stateDirectory = "/tmp/gateway"

    static func gateway(_ site: Site, devices: [String]) -> String {
        let arguments =
            ["run", "--broker", "\(hostInMachine):\(site.broker.port)", "--gateway", Site.gateway, "--state-dir", "\(stateDirectory)"]
            + devices.flatMap { ["--device", $0] }
        // The virtual network ends at this host: values need no seal.
        return "VITALFLOW_ALLOW_UNSEALED=yes exec \(RepositoryPath.program("vitalflow-edge")) \(arguments.joined(separator: " "))"
    }

    /// The heart-rate values of the event log, by device, in hexadecimal, in order of arrival.
    private static func loggedValues(_ site: Site) async throws -> [String: [String]] {
        var values: [String: [(Instant, String)]] = [:]
        for batch in try await site.logged() {
            for frame in try Batch(decoding: batch.body).frames where frame.characteristic == BluetoothUUID(short: 0x2A37) {
                let hex = frame.value.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
                values[frame.device.description, default: []].append((frame.arrival, hex))
            }
        }
        return values.mapValues { $0.map(\.1) }
    }

    @Test("A strap plays a patient with atrial fibrillation, vanishes for a minute and returns: every value once, each alarm told")
    func atrialFibrillation() async throws {
        let strap = "C0:00:00:00:01:00"
        let site = try await Site(assignments: [strap + "=anna"])
        try site.startCollector()
        let subscriber = try site.subscribe("vitalflow/v1/alarm/#")
        let radio = try await VirtualRadio(["-n", "1", "--series", RepositoryPath.recording, "--speed", "8"])
        let machine = try radio.machine(running: Self.gateway(site, devices: [strap]), sharing: site.folder.path, limit: 420)
        try await radio.command("start 0")
        try await Eventually.holds("the gateway subscribes", within: 120) {
            try #require(machine.isRunning, "the machine ended: \(machine.printed.suffix(3000))")
            return try await radio.command("list")[0].subscribed
        }
        try await Eventually.holds("an alarm of irregular rhythm", within: 120) {
            subscriber.printed.split(separator: "\n").contains { $0.contains("/anna/medium {") && $0.contains("\"irregular_rhythm\"") }
        }
        try await radio.command("vanish 0")
        let vanished = ContinuousClock().now
        try await Eventually.holds("an alarm of no data", within: 60) {
            subscriber.printed.split(separator: "\n").contains { $0.contains("/anna/low {") && $0.contains("\"no_data\"") }
        }
        try await Eventually.pause(max(.zero, .seconds(60) - (ContinuousClock().now - vanished)))
        try await radio.command("return 0")
        try await Eventually.holds("the link is taken up again", within: 120) { try await radio.command("list")[0].subscribed }
        try await Eventually.holds("the alarm of no data ends", within: 60) {
            subscriber.printed.split(separator: "\n").contains {
                $0.contains("/anna/low {") && $0.contains("\"no_data\"") && $0.contains("\"state\":\"off\"")
            }
        }
        try await radio.command("stop 0")
        try await Eventually.holds("every value that was sent is in the event log", within: 60) {
            let logged = try await Self.loggedValues(site)[strap] ?? []
            return try radio.sent("2a37")[strap]?.count == logged.count
        }
        #expect(try await Self.loggedValues(site)[strap] == radio.sent("2a37")[strap])
        #expect(subscriber.printed.contains("\"simulated\":false"))
        _ = try await machine.terminate()
        try await radio.end()
        try await site.end()
    }

    @Test("A device with a passkey is found, paired and kept; bluetoothd restarts; ten straps at once lose nothing")
    func pairing() async throws {
        let straps = (0..<10).map { "C0:00:00:00:01:0\($0)" }
        let site = try await Site(assignments: [])
        try site.startCollector()
        let radio = try await VirtualRadio(["-n", "10", "--passkey", "123456", "--series", RepositoryPath.recording, "--speed", "4"])
        let stateDirectory = Self.stateDirectory
        let edge = RepositoryPath.program("vitalflow-edge")
        let script = """
            \(edge) scan --seconds 3 --json --state-dir \(stateDirectory) || exit 10
            echo 123456 | \(edge) pair \(straps[0]) --state-dir \(stateDirectory) || exit 11
            \(edge) pair C0:00:00:00:01 --state-dir \(stateDirectory) && exit 12
            (\(Self.gateway(site, devices: Array(straps.dropFirst())))) &
            gateway=$!
            until [ -e /mnt/share/restart ]; do sleep 0.2; done
            bluetoothd_restart
            echo restarted
            wait $gateway
            """
        let machine = try radio.machine(running: script, sharing: site.folder.path, limit: 300)
        func subscribed() async throws -> Int {
            try #require(machine.isRunning, "the machine ended: \(machine.printed.suffix(3000))")
            return try await radio.command("list").count { $0.subscribed }
        }
        try await Eventually.holds("ten straps are subscribed", within: 150) { try await subscribed() == 10 }
        #expect(machine.printed.contains("\"address\":\"\(straps[0])\""))
        #expect(machine.printed.contains("paired; a running gateway connects to it within seconds"))
        #expect(try await radio.command("list")[0].encrypted)
        try await radio.command("start *")
        try await Eventually.holds("every strap sends", within: 60) { try await radio.command("list").allSatisfy { $0.sent >= 10 } }
        // A bluetoothd that stops takes its links down: what a strap sends at that moment reaches nobody. So nothing is sent then.
        try await radio.command("stop *")
        _ = FileManager.default.createFile(atPath: site.folder.file("restart"), contents: nil)
        try await Eventually.holds("bluetoothd restarts", within: 60) { machine.printed.contains("restarted") }
        try await Eventually.holds("ten straps are subscribed again", within: 150) { try await subscribed() == 10 }
        try await radio.command("start *")
        try await Eventually.holds("every strap sends again", within: 60) { try await radio.command("list").allSatisfy { $0.sent >= 20 } }
        try await radio.command("stop *")
        try await Eventually.holds("every value that was sent is in the event log", within: 60) {
            try await Self.loggedValues(site).mapValues(\.count) == radio.sent("2a37").mapValues(\.count)
        }
        #expect(try await Self.loggedValues(site) == radio.sent("2a37"))
        _ = try await machine.terminate()
        try await radio.end()
        try await site.end()
    }
}
