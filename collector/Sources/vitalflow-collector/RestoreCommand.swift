// `restore`: a backup put in place.

import ArgumentParser
import Collector

struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Put a backup in place. The collector must not run.",
        discussion: "At its next start the collector makes the views anew, and its gateways send again what they still hold.")

    @OptionGroup var options: StoreOptions
    @Argument(help: "The file that backup wrote.")
    var file: String
    @Flag(name: .customLong("force"), help: "Put the present event log aside.")
    var force = false

    func run() async throws { print(try await BackupProgram(dataDirectory: options.directory()).restore(file, force: force)) }
}
