// A process that a test starts, steers by signals and ends by its own id.

import Foundation
import Glibc
import Synchronization

/// Spawned and reaped here: Foundation's `Process` takes a process for running as long as anything that it started holds a descriptor.
package final class ChildProcess: Sendable {
    private let ended = Mutex<Int32?>(nil)
    private let output: String
    package let processID: Int32

    /// Starts `program`; what it prints goes to the file `output`, which earlier runs may have begun.
    package init(_ program: String, _ arguments: [String], output: String, environment: [String: String] = [:]) throws {
        self.output = output
        let variables = ProcessInfo.processInfo.environment.merging(environment) { $1 }.map { "\($0)=\($1)" }
        processID = try Self.spawn([program] + arguments, variables, output: output)
    }

    private static func spawn(_ arguments: [String], _ variables: [String], output: String) throws -> Int32 {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        unsafe posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        unsafe posix_spawn_file_actions_adddup2(&actions, 1, 2)
        // The signals of a fresh process, whatever the test runner's thread blocks or ignores.
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        var all = sigset_t()
        unsafe sigemptyset(&none)
        unsafe sigfillset(&all)
        unsafe posix_spawnattr_setsigmask(&attributes, &none)
        unsafe posix_spawnattr_setsigdefault(&attributes, &all)
        unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        var argv = unsafe arguments.map { unsafe strdup($0) } + [nil]
        var envp = unsafe variables.map { unsafe strdup($0) } + [nil]
        defer { unsafe (argv + envp).forEach { unsafe free($0) } }
        var processID: pid_t = 0
        let error = unsafe posix_spawn(&processID, arguments[0], &actions, &attributes, &argv, &envp)
        guard error == 0 else { throw NeverHappened(what: "start \(arguments[0]): \(unsafe String(cString: strerror(error)))", seconds: 0) }
        return processID
    }

    /// The program of a name that the shell would find.
    package static func find(_ name: String) -> String? {
        let folders =
            (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init) + [
                "/usr/sbin", "/usr/local/sbin", "/sbin",
            ]
        return folders.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    package var isRunning: Bool { exitStatusNow == nil }

    /// The exit status, or the number of the signal that ended it; `nil` while it runs.
    private var exitStatusNow: Int32? {
        ended.withLock { ended in
            var status: Int32 = 0
            if ended == nil, unsafe waitpid(processID, &status, WNOHANG) == processID {
                ended = status & 0x7F == 0 ? status >> 8 & 0xFF : status & 0x7F
            }
            return ended
        }
    }

    /// Everything that was printed so far, earlier runs with the same file included.
    package var printed: String {
        FileManager.default.contents(atPath: output).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    package func signal(_ number: Int32) {
        guard isRunning else { return }
        kill(processID, number)
    }

    /// Returns the exit status once the process has ended.
    package func exitStatus(within seconds: Double = 60) async throws -> Int32 {
        try await Eventually.holds("end of process \(processID)", within: seconds) { !isRunning }
        return exitStatusNow ?? 0
    }

    /// Ends it at once, as a power cut of this one process.
    package func killNow() async throws {
        signal(SIGKILL)
        _ = try await exitStatus()
    }

    /// Asks it to end.
    package func terminate(within seconds: Double = 60) async throws -> Int32 {
        signal(SIGTERM)
        return try await exitStatus(within: seconds)
    }

    /// A process that nobody waits for would stay a zombie, behind which swift-testing's exit tests do not see their own children end.
    deinit {
        guard isRunning else { return }
        kill(processID, SIGKILL)
        var status: Int32 = 0
        while unsafe waitpid(processID, &status, 0) < 0, errno == EINTR {}
    }
}
