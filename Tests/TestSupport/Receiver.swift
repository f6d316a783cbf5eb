// Servers that take notifications, as processes on loopback.

import Foundation

/// One of the receivers of Tests/Receivers; it ends with this value's process.
package struct Receiver: Sendable {
    private let process: ChildProcess
    package let port: Int

    /// The Python with what receivers and the browser's tests need.
    package static let python = RepositoryPath.root + "/.build/python-venv/bin/python"

    /// `failFirst`: so many messages are refused for now before the first one is taken.
    package init(_ kind: String, in folder: String, failFirst: Int = 0, port: Int = 0, environment: [String: String] = [:]) async throws {
        let output = "\(folder)/\(kind)-\(UUID().uuidString).txt"
        let process = try ChildProcess(
            Self.python,
            [
                RepositoryPath.root + "/Tests/Receivers/receiver.py", kind, "--fail-first", "\(failFirst)", "--folder", folder, "--port",
                "\(port)",
            ], output: output, environment: environment)
        try await Eventually.holds("the \(kind) receiver says its port") { process.printed.contains("\"port\"") }
        let first = process.printed.split(separator: "\n").first.map(String.init) ?? ""
        guard let port = (try JSONSerialization.jsonObject(with: Data(first.utf8)) as? [String: Int])?["port"] else {
            throw NeverHappened(what: "the \(kind) receiver says its port", seconds: 0)
        }
        (self.process, self.port) = (process, port)
    }

    /// What it took so far, a JSON text each.
    package var received: [String] {
        process.printed.split(separator: "\n").map(String.init).filter { $0.hasPrefix("{") && !$0.hasPrefix("{\"port\"") }
    }

    package func end() async throws {
        process.signal(SIGTERM)
        _ = try await process.exitStatus(within: 20)
    }
}
