// `key`: what gateways seal to.

import ArgumentParser
import Collector
import Foundation

struct KeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key",
        abstract: "Show, rotate and retire the keys that gateways seal to.",
        discussion: """
            The collector makes a key when it first starts. Give its public part to each gateway:
              vitalflow-collector key show --data-dir data
            Later, make the next one; gateways learn it from the running collector:
              vitalflow-collector key rotate --data-dir data
            The secrets are in the folder keys of the data directory. Back it up: without them nothing that is on its way can be read.
            """,
        subcommands: [KeyShowCommand.self, KeyListCommand.self, KeyRotateCommand.self, KeyRetireCommand.self])
}

/// Where the keys are: the same settings that `serve` reads.
struct KeyOptions: ParsableArguments {
    @Option(name: .customLong("data-dir"), help: ArgumentHelp("The collector's data directory.", valueName: "path"))
    var dataDirectory: String?

    @Option(name: .customLong("config"), help: ArgumentHelp("A settings file with NAME=value lines.", valueName: "file"))
    var file: String?

    @Flag(name: .customLong("json"), help: "Print JSON.")
    var json = false

    func program() throws -> KeyProgram {
        var flags = ServeFlags()
        flags.dataDirectory = dataDirectory
        flags.settingsFile = file
        let configuration = try flags.configuration(environment: ProcessInfo.processInfo.environment)
        return KeyProgram(dataDirectory: configuration.dataDirectory)
    }
}

struct KeyShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Print the line that a gateway's settings need: the present public key.")

    @OptionGroup var options: KeyOptions

    func run() throws {
        print(try options.program().show(json: options.json))
    }
}

struct KeyListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the keys, the oldest first.",
        discussion: "present: gateways seal to it. next: announced, valid later. old: kept for batches that were sealed before.")

    @OptionGroup var options: KeyOptions

    func run() throws {
        print(try options.program().list(json: options.json))
    }
}

struct KeyRotateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate", abstract: "Make the next key, which the running collector announces to the gateways.",
        discussion: """
            The announcement is signed by the present key, so gateways that trust that one trust the next. The present key stays, for what \
            was sealed to it. The collector may run meanwhile; it announces the key within seconds, or when it next starts.
            """)

    @Option(
        name: .customLong("valid-from"),
        help: ArgumentHelp("When gateways begin to seal to it, such as 2026-12-01T00:00:00Z. Now, unless given.", valueName: "time"))
    var validFrom: String?

    @OptionGroup var options: KeyOptions

    func run() throws {
        print(try options.program().rotate(validFrom: validFrom, json: options.json))
    }
}

struct KeyRetireCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retire", abstract: "Delete an old key for good.",
        discussion: """
            Afterwards nobody, the collector included, can read what was sealed to it: a copy that somebody took from the broker or from a \
            gateway's card stays closed, and so does a batch that a gateway has not delivered yet.
            """)

    @Argument(help: "The key's id, as key list shows it.")
    var id: String

    @Flag(name: .customLong("force"), help: "Even if gateways may still hold batches that only this key opens.")
    var force = false

    @OptionGroup var options: KeyOptions

    func run() throws {
        print(try options.program().retire(id, force: force, json: options.json))
    }
}
