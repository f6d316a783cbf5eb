// Virtual straps and the virtual machine in which the real BlueZ hears them. Tests/VirtualBluetooth/README.md explains the parts.

import Foundation
import Synchronization
import TestSupport
import Testing

/// The straps, and the controller that the machine's BlueZ drives.
final class VirtualRadio: Sendable {
    static let toolFolder = RepositoryPath.root + "/.build/virtual-bluetooth"
    static let scripts = RepositoryPath.root + "/Tests/VirtualBluetooth"

    let folder: TemporaryFolder
    private let straps: ChildProcess
    private let controlPort: Int

    var socket: String { folder.file("hci") }
    private var log: String { folder.file("sent.jsonl") }

    init(_ arguments: [String]) async throws {
        folder = try TemporaryFolder()
        let python = Self.toolFolder + "/venv/bin/python"
        try #require(
            FileManager.default.isExecutableFile(atPath: python),
            "the test bed is not set up: run make test, or sh Tests/VirtualBluetooth/setup.sh .build/virtual-bluetooth")
        straps = try ChildProcess(
            python, [Self.scripts + "/straps.py", "--hci", folder.file("hci"), "--log", folder.file("sent.jsonl")] + arguments,
            output: folder.file("straps.log"))
        let process = straps
        controlPort = try await Eventually.value("the straps", within: 60) {
            struct Ready: Decodable { let control: Int }
            return process.printed.split(separator: "\n").compactMap {
                try? JSONDecoder().decode(Ready.self, from: Data($0.utf8)).control
            }.first
        }
    }

    /// One strap's state as the straps report it.
    struct Strap: Decodable, Sendable {
        let address: String
        let connected: Bool
        let subscribed: Bool
        let encrypted: Bool
        let sent: Int
    }

    private struct Reply: Decodable {
        let straps: [Strap]?
        let error: String?
    }

    /// One command of the straps' control port, such as `vanish 0`.
    @discardableResult
    func command(_ line: String) async throws -> [Strap] {
        let answer = folder.file("reply-\(UUID().uuidString)")
        // The shell's own TCP: one line there, one line back.
        let script = "exec 3<>/dev/tcp/127.0.0.1/\(controlPort); printf '%s\\n' \"$1\" >&3; head -n 1 <&3"
        let process = try ChildProcess("/bin/bash", ["-c", script, "bash", line], output: answer)
        _ = try await process.exitStatus(within: 90)
        let reply = try JSONDecoder().decode(Reply.self, from: Data(process.printed.utf8))
        try #require(reply.error == nil, "\(line): \(reply.error ?? "")")
        return reply.straps ?? []
    }

    /// What each strap handed to a link that was up, in order: address → values in hexadecimal.
    func sent(_ characteristic: String) throws -> [String: [String]] {
        struct Entry: Decodable {
            let address: String
            let characteristic: String
            let value: String
        }
        var values: [String: [String]] = [:]
        for line in try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n") {
            let entry = try JSONDecoder().decode(Entry.self, from: Data(line.utf8))
            if entry.characteristic == characteristic { values[entry.address, default: []].append(entry.value) }
        }
        return values
    }

    /// Boots the machine with this radio and runs a script in it; what it prints is in the process's `printed`.
    func machine(running script: String, sharing share: String, limit: Int) throws -> ChildProcess {
        let file = folder.file("script-\(UUID().uuidString).sh")
        try script.write(toFile: file, atomically: true, encoding: .utf8)
        return try ChildProcess(
            "/bin/sh",
            [Self.scripts + "/machine.sh", "--hci", socket, "--share", share, "--limit", "\(limit)", Self.toolFolder, file],
            output: folder.file("machine-\(UUID().uuidString).log"))
    }

    func end() async throws {
        _ = try await straps.terminate()
    }
}
