// `import`: files of other programs.

import ArgumentParser
import Collector

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
