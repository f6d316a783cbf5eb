// Where the stores are: the same settings that `serve` reads.

import ArgumentParser
import Collector
import Foundation

struct StoreOptions: ParsableArguments {
    @Option(name: .customLong("data-dir"), help: ArgumentHelp("The collector's data directory.", valueName: "path"))
    var dataDirectory: String?

    @Option(name: .customLong("config"), help: ArgumentHelp("A settings file with NAME=value lines.", valueName: "file"))
    var file: String?

    func directory() throws -> String { try configuration().dataDirectory }

    func configuration() throws -> CollectorConfiguration {
        var flags = ServeFlags()
        flags.dataDirectory = dataDirectory
        flags.settingsFile = file
        return try flags.configuration(environment: ProcessInfo.processInfo.environment)
    }
}

/// How far a long piece of work is, on standard error: one line that changes on a terminal, and nothing elsewhere.
struct ProgressLine {
    private static let isTerminal = isatty(STDERR_FILENO) == 1

    static func report(_ done: Int64, _ of: Int64, _ what: String) {
        guard isTerminal else { return }
        let share = of > 0 ? "\(min(100, done * 100 / of)) %  \(done) of \(of) \(what)" : "\(done) \(what)"
        FileHandle.standardError.write(Data("\r\u{1B}[K\(share)".utf8))
    }

    static func end() {
        if isTerminal { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
    }
}
