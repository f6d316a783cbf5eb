// `rules` and `notifications`: who is told of what.

import Alarms
import ArgumentParser
import Collector

struct RulesCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules", abstract: "Check the notification file, and try it on the past.",
        subcommands: [RulesCheckCommand.self, RulesTestCommand.self])
}

/// Where the notification file is, and the data.
struct RulesOptions: ParsableArguments {
    @OptionGroup var store: StoreOptions
    @Option(
        name: .customLong("file"),
        help: ArgumentHelp("The notification file; without it VITALFLOW_NOTIFICATIONS_FILE names it.", valueName: "path"))
    var file: String?

    func program() throws -> NotificationProgram {
        let configuration = try store.configuration()
        return NotificationProgram(file: file ?? configuration.notificationsFile, dataDirectory: configuration.dataDirectory)
    }
}

struct RulesCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Say who would be told of what, or what is wrong with the file, line by line.")

    @OptionGroup var rules: RulesOptions

    func run() throws { print(try rules.program().check()) }
}

struct RulesTestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test", abstract: "Let the alarms of the past go through the rules: what would have been told, and what was spared.")

    @OptionGroup var rules: RulesOptions
    @Option(name: .customLong("since"), help: ArgumentHelp("So long ago: 1d to 366d.", valueName: "days"))
    var since = "14d"
    @Flag(name: .customLong("json"), help: "Print JSON.")
    var json = false

    func run() async throws {
        guard since.last == "d", let days = Int(since.dropLast()), (1...366).contains(days) else {
            throw ValidationError("--since has to be a number of days such as 14d.")
        }
        print(try await rules.program().test(days: days, isJSON: json))
    }
}

struct NotificationCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "notifications", abstract: "See what was told and what waits, and try a channel.",
        subcommands: [NotificationListCommand.self, NotificationTestCommand.self])
}

struct NotificationListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List messages, the newest first.")

    @OptionGroup var options: StoreOptions
    @Flag(name: .customLong("waiting"), help: "Only those that have not arrived yet.")
    var waiting = false
    @Option(name: .customLong("limit"), help: "At most so many.")
    var limit = 100
    @Flag(name: .customLong("json"), help: "Print JSON.")
    var json = false

    func validate() throws {
        guard (1...10_000).contains(limit) else { throw ValidationError("--limit has to be from 1 to 10000.") }
    }

    func run() async throws {
        print(
            try await NotificationProgram(file: nil, dataDirectory: options.directory()).list(waiting: waiting, limit: limit, isJSON: json))
    }
}

struct NotificationTestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test", abstract: "Send a trial over a channel of the notification file.")

    @OptionGroup var rules: RulesOptions
    @Option(name: .customLong("language"), help: "en or de.")
    var language = "en"
    @Argument(help: "The channel, as the file names it.")
    var channel: String

    func run() async throws {
        guard let language = AlarmLanguage(rawValue: language) else { throw ValidationError("--language is en or de.") }
        print(try await rules.program().trial(channel, language: language))
    }
}
