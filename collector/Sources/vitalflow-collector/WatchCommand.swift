// `watch`: what the topics say, in a terminal.

import ArgumentParser
import Collector

struct WatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "Show people, gateways and alarms live in this terminal, from the broker's topics alone.",
        discussion: "Ends with Ctrl-C. On a terminal the view is redrawn in place; into a file or a pipe it is printed every 5 s.")

    @Option(name: .customLong("broker"), help: ArgumentHelp("The MQTT broker.", valueName: "host:port"))
    var broker = "localhost:1883"

    @Option(name: .customLong("topic-root"), help: ArgumentHelp("What all topics begin with.", valueName: "topic"))
    var topicRoot = WatchOptions.topicRootDefault

    @Flag(name: .customLong("json"), help: "One JSON object a line for each message.")
    var json = false

    @Flag(name: .customLong("once"), help: "End after the first view, or with --json after the first message; after 10 s at the latest.")
    var once = false

    @Option(name: .customLong("header"), help: ArgumentHelp("A line above the view.", valueName: "text"))
    var header: String?

    func run() async throws {
        var options = try WatchOptions(broker: broker, topicRoot: topicRoot)
        options.json = json
        options.once = once
        options.header = header
        try await WatchProgram.run(options)
    }
}
