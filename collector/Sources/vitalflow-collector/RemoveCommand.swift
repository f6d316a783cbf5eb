// `remove`: values that are not to be shown.

import ArgumentParser
import Collector

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
