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
        port = try LoopbackPort.free()
        try """
        listener \(port) 127.0.0.1
        allow_anonymous true
        persistence \(keepsMessages)
        persistence_location \(folder.path)/
        autosave_on_changes true
        autosave_interval 1
        max_queued_messages 0
        max_inflight_messages 0
        user root
        """.write(toFile: folder.file("mosquitto.conf"), atomically: true, encoding: .utf8)
        process = Mutex(nil)
        try await start()
    }

    package func start() async throws {
        guard let program = ChildProcess.find("mosquitto") else {
            throw NeverHappened(what: "mosquitto is not installed: run make test, which installs it", seconds: 0)
        }
        let started = try ChildProcess(program, ["-c", folder.file("mosquitto.conf")], output: folder.file("log"))
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
