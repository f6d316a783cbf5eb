// Commands on people's data: import, query, assign, correct, remove.

import ArgumentParser
import Collector
import Foundation

struct ImportCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Bring in files of other programs.",
        discussion: """
            What was imported before changes nothing, so an import that was interrupted is simply begun again. The collector may run.
            What is refused goes to quarantine with its reason.
            """,
        subcommands: [ImportCSVCommand.self, ImportAppleHealthCommand.self])
}

struct ImportCSVCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "csv", abstract: "Import a CSV file whose header names time, metric and value.",
        discussion: """
            Further columns: unit, device, person, simulated. Times are RFC 3339; metrics are keys such as blood_glucose.
            """)

    @OptionGroup var options: StoreOptions
    @Argument(help: "The file.")
    var file: String
    @Option(name: .customLong("person"), help: ArgumentHelp("Whose values these are, where no column says so.", valueName: "name"))
    var person: String?
    @Option(name: .customLong("device"), help: ArgumentHelp("What measured, where no column says so.", valueName: "name"))
    var device: String?
    @Option(name: .customLong("app"), help: ArgumentHelp("What the values came from, for the record.", valueName: "name"))
    var app = "csv"
    @Flag(name: .customLong("json"), help: "Print JSON.")
    var json = false

    func run() async throws {
        let result = try await ImportProgram(dataDirectory: options.directory()).csv(
            file, app: app, person: person, device: device, ProgressLine.report)
        ProgressLine.end()
        print(json ? JSON.text(result) : result.text)
    }
}

struct ImportAppleHealthCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apple-health", abstract: "Import export.xml of an Apple Health export.",
        discussion: "In the Health app: profile, Export All Health Data; unpack the archive and import export.xml out of it.")

    @OptionGroup var options: StoreOptions
    @Argument(help: "The file export.xml.")
    var file: String
    @Option(name: .customLong("person"), help: ArgumentHelp("Whose values these are.", valueName: "name"))
    var person: String
    @Flag(name: .customLong("json"), help: "Print JSON.")
    var json = false

    func run() async throws {
        let result = try await ImportProgram(dataDirectory: options.directory()).appleHealth(file, person: person, ProgressLine.report)
        ProgressLine.end()
        print(json ? JSON.text(result) : result.text)
    }
}

struct QueryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "query", abstract: "Show a person's values: a curve and a table, or CSV or JSON for programs.",
        discussion: """
            The last day in sixty points:     vitalflow-collector query anna heart_rate
            A month by the day, for others:   vitalflow-collector query anna heart_rate --from 2026-11-01T00:00:00Z --resolution day --format csv
            Each value of the last ten minutes, of every device and gateway:
                                              vitalflow-collector query anna heart_rate --raw --all-sources --hours 0.17
            """)

    @OptionGroup var options: StoreOptions
    @Argument(help: "The person.")
    var person: String
    @Argument(help: "The metric, such as heart_rate.")
    var metric: String
    @Option(name: .customLong("from"), help: ArgumentHelp("From when on, RFC 3339.", valueName: "time"))
    var from: String?
    @Option(name: .customLong("to"), help: ArgumentHelp("Until when; now, unless given.", valueName: "time"))
    var to: String?
    @Option(name: .customLong("hours"), help: "Without --from: how many hours.")
    var hours = 24.0
    @Option(name: .customLong("resolution"), help: ArgumentHelp("minute, hour, six_hours or day.", valueName: "width"))
    var resolution: String?
    @Option(name: .customLong("max-points"), help: "Without --resolution: at most so many points.")
    var pointsMax = 60
    @Flag(name: .customLong("raw"), help: "Each value, not points.")
    var raw = false
    @Flag(name: .customLong("all-sources"), help: "With --raw: what every device and gateway said, not one of those that say the same.")
    var all = false
    @Option(name: .customLong("format"), help: ArgumentHelp("table, csv or json (a line each).", valueName: "format"))
    var format = "table"

    func validate() throws {
        guard QueryProgram.Format(rawValue: format) != nil else { throw ValidationError("--format has to be table, csv or json.") }
        guard (1...10_000).contains(pointsMax) else { throw ValidationError("--max-points has to be 1 to 10000.") }
        guard hours > 0, hours < 1e6 else { throw ValidationError("--hours has to be more than 0.") }
    }

    func run() async throws {
        var request = QueryProgram.Request()
        (request.person, request.metric, request.from, request.to, request.hours) = (person, metric, from, to, hours)
        (request.resolution, request.pointsMax, request.isRaw, request.showsAll) = (resolution, pointsMax, raw, all)
        try await QueryProgram(dataDirectory: options.directory()).run(request, .init(rawValue: format) ?? .table) { print($0) }
    }
}

struct AssignCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assign", abstract: "Say who wears a device, from when to when; also afterwards.",
        discussion: """
            vitalflow-collector assign C0:00:00:00:00:01 ben --from 2026-11-23T08:00:00Z --to 2026-11-23T12:00:00Z
            Values that came before go to whom they belong. Without a person: nobody.
            """)

    @OptionGroup var options: StoreOptions
    @Argument(help: "The device's address.")
    var device: String
    @Argument(help: "The person; nobody, unless given.")
    var person: String?
    @Option(name: .customLong("from"), help: ArgumentHelp("From when on; from the beginning, unless given.", valueName: "time"))
    var from: String?
    @Option(name: .customLong("to"), help: ArgumentHelp("Until when; for good, unless given.", valueName: "time"))
    var to: String?

    func run() async throws {
        print(try await DecisionProgram(dataDirectory: options.directory()).assign(device, to: person, from: from, to: to))
    }
}

struct CorrectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "correct", abstract: "Put a value right, or say what it is worth.")

    @OptionGroup var options: StoreOptions
    @Argument(help: "The person.")
    var person: String
    @Argument(help: "The metric.")
    var metric: String
    @Option(name: .customLong("at"), help: ArgumentHelp("The time of the value, as query --raw shows it.", valueName: "time"))
    var time: String
    @Option(name: .customLong("value"), help: "What it is, in the metric's unit.")
    var value: Double?
    @Option(name: .customLong("quality"), help: ArgumentHelp("good, implausible, no_contact or questionable.", valueName: "quality"))
    var quality: String?
    @Option(name: .customLong("reason"), help: "Why; it is kept in the log.")
    var reason: String

    func run() async throws {
        print(
            try await DecisionProgram(dataDirectory: options.directory()).correct(
                person, metric, at: time, value: value, quality: quality, reason: reason))
    }
}

struct RemoveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Show a stretch of a person's values no more. The log keeps them.")

    @OptionGroup var options: StoreOptions
    @Argument(help: "The person.")
    var person: String
    @Option(name: .customLong("metric"), help: "Only this metric.")
    var metric: String?
    @Option(name: .customLong("from"), help: ArgumentHelp("From when on.", valueName: "time"))
    var from: String
    @Option(name: .customLong("to"), help: ArgumentHelp("Until when.", valueName: "time"))
    var to: String
    @Option(name: .customLong("reason"), help: "Why; it is kept in the log.")
    var reason: String

    func run() async throws {
        print(try await DecisionProgram(dataDirectory: options.directory()).remove(person, metric, from: from, to: to, reason: reason))
    }
}
