// `gateway`: what gateways do on request.

import ArgumentParser
import Collector
import Foundation

struct GatewayCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gateway",
        abstract: "List gateways, and have one scan, pair, forget a device or change its settings.",
        discussion: """
            Commands are signed with the collector's key, so they need its data directory, and a gateway takes them from the collector \
            whose key it has (VITALFLOW_COLLECTOR_KEY). The collector need not run.
              vitalflow-collector gateway list
              vitalflow-collector gateway scan ward-1
              vitalflow-collector gateway pair ward-1 C0:00:00:00:00:01
            """,
        subcommands: [
            GatewayListCommand.self, GatewayScanCommand.self, GatewayPairCommand.self, GatewayForgetCommand.self,
            GatewayConfigureCommand.self,
        ])
}

/// The broker and the keys: the same settings that `serve` reads.
struct GatewayOptions: ParsableArguments {
    @Option(name: .customLong("broker"), help: ArgumentHelp("The MQTT broker.", valueName: "host:port"))
    var broker: String?

    @Option(name: .customLong("data-dir"), help: ArgumentHelp("The collector's data directory.", valueName: "path"))
    var dataDirectory: String?

    @Option(name: .customLong("config"), help: ArgumentHelp("A settings file with NAME=value lines.", valueName: "file"))
    var file: String?

    @Flag(name: .customLong("json"), help: "Print JSON.")
    var json = false

    func program() throws -> GatewayProgram {
        var flags = ServeFlags()
        flags.broker = broker
        flags.dataDirectory = dataDirectory
        flags.settingsFile = file
        let configuration = try flags.configuration(environment: ProcessInfo.processInfo.environment)
        @Sendable func tell(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
        return GatewayProgram(
            configuration, json: json, tell: { tell($0 + "\n") },
            ask: { question in
                tell(question)
                return readLine()
            })
    }
}

struct GatewayListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the gateways that this broker knows.")

    @OptionGroup var options: GatewayOptions

    func run() async throws {
        print(try await options.program().list())
    }
}

struct GatewayScanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "scan", abstract: "List the Bluetooth LE devices near a gateway.")

    @Argument(help: "The gateway's name, as gateway list shows it.")
    var gateway: String

    @Option(help: "Seconds to listen, 1 to 300.")
    var seconds = 10

    @Flag(help: "Show devices without a known health service too.")
    var all = false

    @OptionGroup var options: GatewayOptions

    func run() async throws {
        print(try await options.program().scan(gateway, seconds: seconds, all: all))
    }
}

struct GatewayPairCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pair", abstract: "Pair a gateway with a device near it, and keep the device.",
        discussion: "Put the device into pairing mode first. Where it shows a passkey, you are asked for it.")

    @Argument(help: "The gateway's name, as gateway list shows it.")
    var gateway: String

    @Argument(help: "The device's address, as gateway scan shows it.")
    var address: String

    @OptionGroup var options: GatewayOptions

    func run() async throws {
        print(try await options.program().pair(gateway, address))
    }
}

struct GatewayForgetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forget", abstract: "Have a gateway end its link to a device, and keep it no longer.")

    @Argument(help: "The gateway's name, as gateway list shows it.")
    var gateway: String

    @Argument(help: "The device's address.")
    var address: String

    @OptionGroup var options: GatewayOptions

    func run() async throws {
        print(try await options.program().forget(gateway, address))
    }
}

struct GatewayConfigureCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "configure", abstract: "Change settings of a gateway, which then starts anew.",
        discussion: """
            They win over the gateway's own settings file; without a value, VARIABLE= goes back to that. What can be changed:
            VITALFLOW_DEVICES, VITALFLOW_ADAPTER, VITALFLOW_COMMIT_INTERVAL_MS, VITALFLOW_RETENTION_HOURS, VITALFLOW_OUTBOX_MAX_MIB,
            VITALFLOW_DISK_FREE_MIN_MIB, VITALFLOW_LOG_LEVEL.
            """)

    @Argument(help: "The gateway's name, as gateway list shows it.")
    var gateway: String

    @Argument(help: "VARIABLE=value, one or more.")
    var settings: [String]

    @OptionGroup var options: GatewayOptions

    func run() async throws {
        print(try await options.program().configure(gateway, settings))
    }
}
