// `serve`: the collector itself.

import ArgumentParser
import Collector
import Foundation

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Run the collector until SIGTERM or Ctrl-C.",
        discussion: """
            Each setting comes from a flag, else from the environment (VITALFLOW_BROKER_HOST and so on), else from the settings file, \
            else from its default. collector.env lists them all. The password of the broker comes from a file, never from a flag.
            """)

    @Option(name: .customLong("broker"), help: ArgumentHelp("The MQTT broker.", valueName: "host:port"))
    var broker: String?

    @Option(name: .customLong("data-dir"), help: ArgumentHelp("Where the databases lie; made if it is not there.", valueName: "path"))
    var dataDirectory: String?

    @Option(
        name: .customLong("http"),
        help: ArgumentHelp("Where the HTTP server listens. Port 0: any free one, written to http.address.", valueName: "host:port"))
    var http: String?

    @Option(name: .customLong("web-root"), help: ArgumentHelp("The folder of the web page.", valueName: "path"))
    var webRoot: String?

    @Option(
        name: .customLong("assign"), parsing: .singleValue,
        help: ArgumentHelp("Who wears a device, such as C0:00:00:00:00:01=anna. May be given many times.", valueName: "address=person"))
    var assignments: [String] = []

    @Option(name: .customLong("config"), help: ArgumentHelp("A settings file with NAME=value lines.", valueName: "file"))
    var file: String?

    @Option(
        name: .customLong("log-level"), help: ArgumentHelp("trace, debug, info, notice, warning, error or critical.", valueName: "level"))
    var logLevel: String?

    @Option(name: .customLong("log-format"), help: ArgumentHelp("text or json, to standard error.", valueName: "format"))
    var logFormat: String?

    func run() async throws {
        var flags = ServeFlags()
        flags.broker = broker
        flags.http = http
        flags.dataDirectory = dataDirectory
        flags.webRoot = webRoot
        flags.assignments = assignments
        flags.settingsFile = file
        flags.logLevel = logLevel
        flags.logFormat = logFormat
        try await CollectorProgram.run(configuration: flags.configuration(environment: ProcessInfo.processInfo.environment))
    }
}
