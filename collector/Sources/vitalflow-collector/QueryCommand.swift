// `query`: a person's values.

import ArgumentParser
import Collector

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
