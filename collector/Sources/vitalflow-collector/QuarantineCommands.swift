// `quarantine`: what was refused.

import ArgumentParser
import Collector

struct QuarantineCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quarantine", abstract: "What was refused and why, and another try.",
        subcommands: [QuarantineListCommand.self, QuarantineRetryCommand.self])
}

struct QuarantineListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List what lies in quarantine, the oldest first.")

    @OptionGroup var options: StoreOptions
    @Flag(name: .customLong("json"), help: "Print JSON.")
    var json = false

    func run() async throws {
        let entries = try await QuarantineProgram(dataDirectory: options.directory()).list()
        if json { return print(JSON.text(entries)) }
        guard !entries.isEmpty else { return print("Nothing is in quarantine.") }
        for entry in entries {
            print(
                "\(entry.id)  \(entry.last)  \(entry.from)  \(entry.bytes) B, \(entry.times) time\(entry.times == 1 ? "" : "s")  \(entry.reason)"
            )
        }
    }
}

struct QuarantineRetryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry", abstract: "Try to take in what lies in quarantine, as after a key was put back. Without ids: all of it.")

    @OptionGroup var options: StoreOptions
    @Argument(help: "Ids, as quarantine list shows them.")
    var ids: [Int64] = []
    @Flag(name: .customLong("json"), help: "Print JSON.")
    var json = false

    func run() async throws {
        let result = try await QuarantineProgram(dataDirectory: options.directory()).retry(ids)
        print(json ? JSON.text(result) : "\(result.taken) taken in, \(result.refused) stay in quarantine")
    }
}
