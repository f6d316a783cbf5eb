// A process that a test starts, steers by signals and ends by its own id.

import Foundation
import Synchronization

package final class ChildProcess: Sendable {
    // Argument for `unchecked`: Process is used under the mutex only.
    private struct Box: @unchecked Sendable {
        let process: Process
    }

    private let box: Mutex<Box>
    private let output: String
    package let processID: Int32

    /// Starts `program`; what it prints goes to the file `output`, which earlier runs may have begun.
    package init(_ program: String, _ arguments: [String], output: String, environment: [String: String] = [:]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        if !FileManager.default.fileExists(atPath: output) { _ = FileManager.default.createFile(atPath: output, contents: nil) }
        guard let handle = FileHandle(forWritingAtPath: output) else { throw NeverHappened(what: "open \(output)", seconds: 0) }
        handle.seekToEndOfFile()
        process.standardOutput = handle
        process.standardError = handle
        process.standardInput = FileHandle.nullDevice
        try process.run()
        processID = process.processIdentifier
        self.output = output
        box = Mutex(Box(process: process))
    }

    /// The program of a name that the shell would find.
    package static func find(_ name: String) -> String? {
        let folders =
            (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init) + [
                "/usr/sbin", "/usr/local/sbin", "/sbin",
            ]
        return folders.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    package var isRunning: Bool { box.withLock { $0.process.isRunning } }

    /// Everything that was printed so far, earlier runs with the same file included.
    package var printed: String {
        FileManager.default.contents(atPath: output).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    package func signal(_ number: Int32) { kill(processID, number) }

    /// Returns the exit status once the process has ended.
    package func exitStatus(within seconds: Double = 20) async throws -> Int32 {
        try await Eventually.holds("end of process \(processID)", within: seconds) { !isRunning }
        return box.withLock { $0.process.terminationStatus }
    }

    /// Ends it at once, as a power cut of this one process.
    package func killNow() async throws {
        signal(SIGKILL)
        _ = try await exitStatus()
    }

    /// Asks it to end.
    package func terminate(within seconds: Double = 20) async throws -> Int32 {
        signal(SIGTERM)
        return try await exitStatus(within: seconds)
    }

    deinit {
        guard isRunning else { return }
        signal(SIGKILL)
    }
}
