// A real mosquitto of a test's own.

import Foundation
import Synchronization

package final class Broker: Sendable {
    package let port: Int
    private let folder: TemporaryFolder
    private let process: Mutex<ChildProcess?>

    /// `keepsMessages`: what is retained and queued outlives `killNow`, as far as mosquitto has saved it by then.
    package init(keepsMessages: Bool = true) async throws {
        folder = try TemporaryFolder()
        process = Mutex(nil)
        // Between the choice of a port and the start somebody else may have taken it.
        var chosen = try LoopbackPort.free()
        for attempt in 1... {
            try Self.settings(port: chosen, keepsMessages, folder).write(
                toFile: folder.file("mosquitto.conf"), atomically: true, encoding: .utf8)
            let started = try Self.launch(folder)
            try await Eventually.holds("mosquitto listens on \(chosen), or has ended") {
                LoopbackPort.isListening(chosen) || !started.isRunning
            }
            if started.isRunning {
                process.withLock { $0 = started }
                break
            }
            guard attempt < 5 else { throw NeverHappened(what: "mosquitto starts: \(started.printed)", seconds: 0) }
            chosen = try LoopbackPort.free()
        }
        port = chosen
    }

    private static func settings(port: Int, _ keepsMessages: Bool, _ folder: TemporaryFolder) -> String {
        """
        listener \(port) 127.0.0.1
        allow_anonymous true
        persistence \(keepsMessages)
        persistence_location \(folder.path)/
        autosave_on_changes true
        autosave_interval 1
        max_queued_messages 0
        max_inflight_messages 0
        user root
        """
    }

    private static func launch(_ folder: TemporaryFolder) throws -> ChildProcess {
        guard let program = ChildProcess.find("mosquitto") else {
            throw NeverHappened(what: "mosquitto is not installed: run make test, which installs it", seconds: 0)
        }
        return try ChildProcess(program, ["-c", folder.file("mosquitto.conf")], output: folder.file("log"))
    }

    package func start() async throws {
        let started = try Self.launch(folder)
        process.withLock { $0 = started }
        let port = port
        try await Eventually.holds("mosquitto listens on \(port)") { LoopbackPort.isListening(port) }
    }

    /// Ends it without warning.
    package func killNow() async throws {
        let running = process.withLock { process in
            defer { process = nil }
            return process
        }
        try await running?.killNow()
    }
}
