// One whole VitalFlow as a site runs it: a broker, the collector and a gateway, each a process of its own.

import EventLog
import Foundation
import Outbox
import Synchronization
import TestSupport
import Testing
import Uplink
import Vitals

final class Site: Sendable {
    let folder: TemporaryFolder
    let broker: Broker
    let httpPort: Int
    /// Each program's way to the broker.
    let links: [Program: NetworkLink]
    private let assignments: [String]
    private let processes = Mutex<[String: ChildProcess]>([:])

    static let gateway = "site"

    init(assignments: [String] = ["C0:00:00:00:00:00=anna"]) async throws {
        folder = try TemporaryFolder()
        broker = try await Broker()
        httpPort = try LoopbackPort.free()
        let brokerPort = broker.port
        links = try Dictionary(uniqueKeysWithValues: Program.allCases.map { ($0, try NetworkLink(to: brokerPort)) })
        self.assignments = assignments
    }

    enum Program: String, CaseIterable {
        case gateway, collector
    }

    func startCollector(_ more: [String: String] = [:]) throws {
        let process = try ChildProcess(
            RepositoryPath.program("vitalflow-collector"),
            [
                "serve", "--broker", try address(.collector), "--data-dir", folder.file("collector"), "--http", "127.0.0.1:\(httpPort)",
                "--web-root", RepositoryPath.root + "/collector/web",
            ] + assignments.flatMap { ["--assign", $0] },
            output: folder.file("collector.log"), environment: more)
        processes.withLock { $0[Program.collector.rawValue] = process }
    }

    /// A gateway that plays a recording.
    func startGateway(_ arguments: [String], environment more: [String: String] = [:]) throws {
        let process = try ChildProcess(
            RepositoryPath.program("vitalflow-edge"),
            [
                "run", "--broker", try address(.gateway), "--gateway", Self.gateway, "--state-dir", folder.file("gateway"),
                "--runtime-dir", folder.file("runtime"),
            ] + arguments, output: folder.file("gateway.log"), environment: more)
        processes.withLock { $0[Program.gateway.rawValue] = process }
    }

    /// A command of the collector's program beside the running one; `input`: what somebody types.
    func collector(_ arguments: [String], input: String = "") async throws -> (status: Int32, printed: String) {
        let process = try ChildProcess(
            "/bin/sh",
            ["-c", "printf %s \"$INPUT\" | \"$@\"", "sh", RepositoryPath.program("vitalflow-collector")] + arguments
                + ["--data-dir", folder.file("collector")],
            output: folder.file("command-\(UUID().uuidString)"), environment: ["INPUT": input])
        return (try await process.exitStatus(within: 120), process.printed)
    }

    func gatewayCommand(_ arguments: [String], input: String = "") async throws -> (status: Int32, printed: String) {
        try await collector(["gateway"] + arguments + ["--broker", "127.0.0.1:\(broker.port)"], input: input)
    }

    /// The line for a gateway's settings, once the collector has made its first key.
    func collectorKey() async throws -> String {
        try await Eventually.value("the collector's first key", within: 30) {
            let (_, printed) = try await self.collector(["key", "show"])
            return printed.split(whereSeparator: \.isWhitespace).first { $0.hasPrefix("vfk1:") }.map(String.init)
        }
    }

    private func address(_ program: Program) throws -> String { "127.0.0.1:\(try #require(links[program]).port)" }

    func process(_ program: Program) throws -> ChildProcess {
        try #require(processes.withLock { $0[program.rawValue] })
    }

    /// Ends what runs, the gateway first.
    func end() async throws {
        for program in Program.allCases {
            guard let process = processes.withLock({ $0.removeValue(forKey: program.rawValue) }), process.isRunning else { continue }
            let status = try await process.terminate()
            #expect(status == 0, "\(program.rawValue) ended with \(status): \(process.printed.suffix(2000))")
        }
        for link in links.values { link.end() }
    }

    /// A plain subscriber, as a carer's script would be; what it prints is in the process's `printed`.
    func subscribe(_ topic: String) throws -> ChildProcess {
        let program = try #require(ChildProcess.find("mosquitto_sub"), "mosquitto_sub is not installed: run make test, which installs it")
        return try ChildProcess(
            program, ["-p", "\(broker.port)", "-t", topic, "-F", "%t %p"], output: folder.file("subscriber-\(UUID().uuidString)"))
    }

    struct BatchName: Hashable {
        let epoch: UInt64
        let sequence: UInt64
    }

    /// The batches that a gateway committed; each start of it began an epoch.
    func committed(stateDirectory: String? = nil) throws -> [BatchName: [UInt8]] {
        let bodies = try OutboxReport.bodies(path: (stateDirectory ?? folder.file("gateway")) + "/outbox.sqlite")
        let named = try bodies.map { body in
            let batch = try Batch(decoding: body)
            return (BatchName(epoch: batch.epoch, sequence: batch.sequence), body)
        }
        return Dictionary(uniqueKeysWithValues: named)
    }

    /// Every batch of the event log, in its order, repeats included if there were any.
    func logged() async throws -> [LoggedEvent] {
        let file = folder.file("collector") + "/events.sqlite"
        guard FileManager.default.fileExists(atPath: file) else { return [] }
        let log = try SQLiteLog(file: file)
        var batches: [LoggedEvent] = []
        while true {
            let more = try await log.read(after: batches.last?.offset ?? 0, limit: ReadLimit(eventsMax: 1000, bytesMax: 64 << 20))
            if more.isEmpty { return batches.filter { $0.kind == .batch } }
            batches += more
        }
    }

    /// The values of a characteristic in the event log, in order of arrival.
    func frames(_ characteristic: String) async throws -> [[UInt8]] {
        let uuid = try #require(BluetoothUUID(characteristic))
        return try await logged().flatMap { try Batch(decoding: $0.body).frames }.filter { $0.characteristic == uuid }.map(\.value)
    }

    /// Fails unless every committed batch is in the event log exactly once, byte for byte.
    func expectExactlyOnce() async throws -> (batches: Int, frames: Int) {
        let committed = try committed()
        let logged = try await logged()
        let byName = Dictionary(grouping: logged) { BatchName(epoch: $0.key.epoch, sequence: $0.key.sequence) }
        let lost = committed.keys.filter { byName[$0] == nil }
        #expect(lost.isEmpty, "lost: \(lost)")
        #expect(byName.values.allSatisfy { $0.count == 1 })
        #expect(byName.allSatisfy { committed[$0.key] == $0.value[0].body })
        #expect(logged.count == committed.count)
        return (logged.count, try logged.reduce(0) { try $0 + Batch(decoding: $1.body).frames.count })
    }
}
