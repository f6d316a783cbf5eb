// `replay`: the views made anew.

import ArgumentParser
import Collector

struct ReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Make the views (observations, rollups, alarms) anew from the event log.",
        discussion: """
            The collector may run meanwhile: it goes on with the present views and takes the new ones over when they are whole. What was told \
            stays told, and no alarm of the past is told now.
            --compare leaves the views as they are and says whether they are what the log says; the collector must not run.
            """)

    @OptionGroup var options: StoreOptions
    @Flag(name: .customLong("compare"), help: "Compare only. Exits with 1 when a table differs.")
    var compare = false
    @Flag(name: .customLong("force"), help: "Even if retention dropped the beginning of the log, and the new views will not have it.")
    var force = false
    @Flag(name: .customLong("json"), help: "Print JSON.")
    var json = false

    func run() async throws {
        let program = ReplayProgram(dataDirectory: try options.directory())
        let result = try await compare ? program.compare(ProgressLine.report) : program.run(force: force, ProgressLine.report)
        ProgressLine.end()
        if json {
            print(JSON.text(result))
        } else {
            let rate = Int(Double(result.observations) / max(result.seconds, 0.001))
            print("\(result.observations) observations up to offset \(result.events) in \(Int(result.seconds)) s, \(rate) a second")
            if let different = result.different {
                print(
                    different.isEmpty
                        ? "Every table is the same."
                        : "These tables differ: \(different.joined(separator: ", ")). Run replay without --compare to put that right.")
            }
        }
        if result.different?.isEmpty == false { throw ExitCode(1) }
    }
}
