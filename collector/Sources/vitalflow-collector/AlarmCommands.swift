// `alarms`: what is on, and what somebody does about it.

import Alarms
import ArgumentParser
import Collector
import Foundation

struct AlarmCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "alarms",
        abstract: "List alarms, show one with all that became of it, acknowledge, snooze or silence.",
        discussion: """
            What somebody does is kept in the event log with a name and a reason, and none of it holds for ever: an acknowledgement until the \
            condition is over (a high one for an hour at most), a snooze for a day (high: an hour), a silence for eight hours. A high alarm \
            that begins during a silence breaks it.
              vitalflow-collector alarms list
              vitalflow-collector alarms show anna-irregular_rhythm-1795417200123
              vitalflow-collector alarms ack anna-irregular_rhythm-1795417200123 --by eva --reason "called her, ECG at four"
              vitalflow-collector alarms snooze anna battery_low --for 4h --by eva --reason "charger is on its way"
              vitalflow-collector alarms silence anna --for 30m --by eva --reason "shower"
            """,
        subcommands: [
            AlarmListCommand.self, AlarmWatchCommand.self, AlarmShowCommand.self, AlarmAcknowledgeCommand.self, AlarmSnoozeCommand.self,
            AlarmSilenceCommand.self,
            AlarmResumeCommand.self, AlarmReportCommand.self,
        ])
}

struct AlarmListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the alarms that are on, latched or acknowledged.")

    @OptionGroup var options: StoreOptions
    @Option(name: .customLong("person"), help: "Only those of this person.")
    var person: String?
    @Flag(name: .customLong("all"), help: "Those that are over too, the latest change first.")
    var all = false
    @Option(name: .customLong("limit"), help: "At most so many.")
    var limit = 100
    @Flag(name: .customLong("json"), help: "Print JSON.")
    var json = false

    func validate() throws {
        guard (1...10_000).contains(limit) else { throw ValidationError("--limit has to be from 1 to 10000.") }
    }

    func run() async throws {
        print(try await AlarmProgram(dataDirectory: options.directory()).list(of: person, all: all, limit: limit, isJSON: json))
    }
}

struct AlarmWatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch", abstract: "Show each change of an alarm as it comes, until Ctrl-C; first what is on.")

    @OptionGroup var options: StoreOptions
    @Option(name: .customLong("person"), help: "Only this person's.")
    var person: String?
    @Flag(name: .customLong("json"), help: "A line of JSON for each.")
    var json = false

    func run() async throws {
        // At once, also into a pipe.
        try await AlarmProgram(dataDirectory: options.directory()).watch(of: person, isJSON: json) { line in
            FileHandle.standardOutput.write(Data((line + "\n").utf8))
        }
    }
}

struct AlarmShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show an alarm: every change, who did what and why, and the values that caused it.")

    @OptionGroup var options: StoreOptions
    @Argument(help: "The alarm's id, as list shows it.")
    var alarm: String
    @Flag(name: .customLong("json"), help: "Print JSON.")
    var json = false

    func run() async throws { print(try await AlarmProgram(dataDirectory: options.directory()).show(alarm, isJSON: json)) }
}

/// Who does it, and why.
struct ActorOptions: ParsableArguments {
    @Option(name: .customLong("by"), help: "Who you are.")
    var by: String
    @Option(name: .customLong("reason"), help: "Why; it is kept in the log.")
    var reason: String
}

/// For how long.
struct PauseOption: ParsableArguments {
    @Option(name: .customLong("for"), help: ArgumentHelp("How long: 90s, 30m, 4h.", valueName: "time"))
    var span: String

    func seconds() throws -> Int64 {
        let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
        guard let unit = span.last.flatMap({ units[$0] }), let count = Int64(span.dropLast()), (1...100_000).contains(count) else {
            throw ValidationError("--for has to be a time such as 90s, 30m or 4h.")
        }
        return count * unit
    }
}

struct AlarmAcknowledgeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ack", abstract: "Take an alarm on: it is quiet until its condition is over.", aliases: ["acknowledge"])

    @OptionGroup var options: StoreOptions
    @OptionGroup var actor: ActorOptions
    @Argument(help: "The alarm's id, as list shows it.")
    var alarm: String

    func run() async throws {
        print(try await AlarmProgram(dataDirectory: options.directory()).act(.acknowledge, on: alarm, by: actor.by, because: actor.reason))
    }
}

struct AlarmSnoozeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "snooze", abstract: "Keep one condition of a person quiet for a while.")

    @OptionGroup var options: StoreOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var pause: PauseOption
    @Argument(help: "The person.")
    var person: String
    @Argument(help: "The condition, such as battery_low.")
    var condition: String

    func run() async throws {
        print(
            try await AlarmProgram(dataDirectory: options.directory()).act(
                .snooze, on: person, condition: condition, by: actor.by, because: actor.reason, for: pause.seconds()))
    }
}

struct AlarmSilenceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "silence", abstract: "Keep a person's alarms quiet for a while, but for high ones that begin meanwhile.")

    @OptionGroup var options: StoreOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var pause: PauseOption
    @Argument(help: "The person.")
    var person: String

    func run() async throws {
        print(
            try await AlarmProgram(dataDirectory: options.directory()).act(
                .silence, on: person, by: actor.by, because: actor.reason, for: pause.seconds()))
    }
}

struct AlarmResumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "End a silence, or the snooze of a condition, before its time.")

    @OptionGroup var options: StoreOptions
    @OptionGroup var actor: ActorOptions
    @Argument(help: "The person.")
    var person: String
    @Argument(help: "The condition whose snooze ends; without one, the silence does.")
    var condition: String?

    func run() async throws {
        print(
            try await AlarmProgram(dataDirectory: options.directory()).act(
                .resume, on: person, condition: condition, by: actor.by, because: actor.reason))
    }
}

struct AlarmReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Say how many alarms there were, who acted on them, and how soon people heard.")

    @OptionGroup var options: StoreOptions
    @Option(name: .customLong("days"), help: "Of so many days, 1 to 366.")
    var days = 30
    @Flag(name: .customLong("json"), help: "Print JSON.")
    var json = false

    func validate() throws {
        guard (1...366).contains(days) else { throw ValidationError("--days has to be from 1 to 366.") }
    }

    func run() async throws { print(try await AlarmProgram(dataDirectory: options.directory()).report(days: days, isJSON: json)) }
}
