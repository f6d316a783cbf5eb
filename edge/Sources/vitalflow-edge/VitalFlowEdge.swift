// The gateway's command line: parses, and hands over.

import ArgumentParser
import Glibc
import Telemetry

@main
struct VitalFlowEdge: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vitalflow-edge",
        abstract: "Reads Bluetooth LE wearables, keeps every value until it is delivered, and forwards it over MQTT.",
        discussion: "VitalFlow is not a medical device.",
        version: SoftwareVersion.current,
        subcommands: [
            RunCommand.self, ScanCommand.self, PairCommand.self, ForgetCommand.self, ResetEnergyCommand.self, StatusCommand.self,
            BufferCommand.self, DecodeCommand.self,
        ])
}

/// Exit codes that scripts can rely on. Source: sysexits.h.
enum ProgramExit {
    /// The input was malformed.
    static let badInput = ExitCode(2)
    /// A setting is wrong.
    static let configuration = ExitCode(EX_CONFIG)
    /// Bluetooth, the bus or a file could not be used.
    static let unavailable = ExitCode(EX_UNAVAILABLE)

    /// One line for people on standard error, and the exit code.
    static func failure(_ message: String, _ code: ExitCode) -> ExitCode {
        var line = "vitalflow-edge: " + message + "\n"
        line.withUTF8 { bytes in _ = unsafe write(2, bytes.baseAddress, bytes.count) }
        return code
    }
}
