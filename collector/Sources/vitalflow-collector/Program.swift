// The command line of the collector; it parses and hands over.

import ArgumentParser
import Collector

@main
struct Program: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vitalflow-collector",
        abstract: "Receives health data from VitalFlow gateways, keeps it, and tells people what matters.",
        discussion: """
            Start a collector beside a broker on this machine:
              vitalflow-collector serve --broker localhost:1883 --data-dir data --assign C0:00:00:00:00:01=anna
            and see what arrives:
              vitalflow-collector watch --broker localhost:1883

            VitalFlow is not a medical device.
            """,
        version: SoftwareVersion.current,
        subcommands: [
            ServeCommand.self, WatchCommand.self, QueryCommand.self, AlarmCommands.self, RulesCommands.self,
            NotificationCommands.self, ImportCommands.self, AssignCommand.self,
            CorrectCommand.self,
            RemoveCommand.self, LogCommands.self, ReplayCommand.self, BackupCommand.self, RestoreCommand.self, QuarantineCommands.self,
            GatewayCommands.self, KeyCommand.self, AnalyzeCommands.self,
        ])
}
