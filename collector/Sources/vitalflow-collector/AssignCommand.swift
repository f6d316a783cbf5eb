// `assign`: who wears what.

import ArgumentParser
import Collector

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
