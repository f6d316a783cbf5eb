// Commands on what the collector keeps: replay, backup, quarantine.

import ArgumentParser
import Collector
import Foundation

struct ReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Make the views (observations, rollups, alarms) anew from the event log.",
        discussion: """
            The collector may run meanwhile: it goes on with the present views and takes the new ones over when they are whole. What was told \
            stays told, and no alarm of the past is told now.
            --compare leaves the views as they are and says whether they are what the log says; the collector must not run.
            """)

    @OptionGroup var options: StoreOptions
    @Flag(name: .customLong("compare"), help: "Compare only. Exits with 1 when a table differs.")
    var compare = false
    @Flag(name: .customLong("force"), help: "Even if retention dropped the beginning of the log, and the new views will not have it.")
    var force = false
    @Flag(name: .customLong("json"), help: "Print JSON.")
    var json = false

    func run() async throws {
        let program = ReplayProgram(dataDirectory: try options.directory())
        let result = try await compare ? program.compare(ProgressLine.report) : program.run(force: force, ProgressLine.report)
        ProgressLine.end()
        if json {
            print(JSON.text(result))
        } else {
            let rate = Int(Double(result.observations) / max(result.seconds, 0.001))
            print("\(result.observations) observations up to offset \(result.events) in \(Int(result.seconds)) s, \(rate) a second")
            if let different = result.different {
                print(
                    different.isEmpty
                        ? "Every table is the same."
                        : "These tables differ: \(different.joined(separator: ", ")). Run replay without --compare to put that right.")
            }
        }
        if result.different?.isEmpty == false { throw ExitCode(1) }
    }
}

struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copy the event log into a file, while the collector runs.",
        discussion: "Views are made from it and need no backup. The keys do: copy the folder keys apart.")

    @OptionGroup var options: StoreOptions
    @Argument(help: "The file to write.")
    var file: String
    @Flag(name: .customLong("force"), help: "Replace the file.")
    var force = false

    func run() async throws { print(try BackupProgram(dataDirectory: options.directory()).backUp(to: file, force: force)) }
}

struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Put a backup in place. The collector must not run.",
        discussion: "At its next start the collector makes the views anew, and its gateways send again what they still hold.")

    @OptionGroup var options: StoreOptions
    @Argument(help: "The file that backup wrote.")
    var file: String
    @Flag(name: .customLong("force"), help: "Put the present event log aside.")
    var force = false

    func run() async throws { print(try await BackupProgram(dataDirectory: options.directory()).restore(file, force: force)) }
}

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
