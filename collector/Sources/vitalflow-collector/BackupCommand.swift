// `backup`: the event log in a file.

import ArgumentParser
import Collector

struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copy the event log into a file, while the collector runs.",
        discussion: "Views are made from it and need no backup. The keys do: copy the folder keys apart.")

    @OptionGroup var options: StoreOptions
    @Argument(help: "The file to write.")
    var file: String
    @Flag(name: .customLong("force"), help: "Replace the file.")
    var force = false

    func run() async throws { print(try BackupProgram(dataDirectory: options.directory()).backUp(to: file, force: force)) }
}
