// `correct`: a value put right.

import ArgumentParser
import Collector

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
