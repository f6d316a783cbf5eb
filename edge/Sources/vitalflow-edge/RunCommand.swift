// `vitalflow-edge run`: the gateway itself.

import ArgumentParser
import EdgeAgent
import Logging
import Outbox

struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Run the gateway until it is told to stop.",
        discussion: """
            Connects to the configured and the paired devices, stores every value and forwards it until the collector has it.
            With --simulate a recording is played instead, and everything downstream is marked as simulated.
            """)

    @OptionGroup var options: SettingOptions

    @Option(help: "MQTT broker, HOST or HOST:PORT. Default: localhost:1883.")
    var broker: String?

    @Option(help: "This gateway's stable name. Default: the host's name.")
    var gateway: String?

    @Option(name: .customLong("device"), help: "Address of a device to keep connected; can be repeated.")
    var devices: [String] = []

    @Option(help: "Play a recording (CSV with a column rr_ms) as a virtual strap.", completion: .file(extensions: ["csv"]))
    var simulate: String?

    @Option(help: "How many times faster than recorded, 1 to 1000. Default: 1.")
    var speed: Int?

    @Flag(name: .customLong("repeat"), help: "Begin again at the recording's end.")
    var repeats = false

    func run() async throws {
        let (sources, settings) = try options.sourcesAndSettings(
            [
                .gateway: gateway, .devices: devices.isEmpty ? nil : devices.joined(separator: ","), .simulate: simulate,
                .simulateSpeed: speed.map(String.init), .simulateRepeat: repeats ? "yes" : nil,
            ], broker: broker)
        do {
            try await EdgeProgram.run(sources, logger: Logger(label: "edge"))
        } catch let error as DatabaseError {
            throw ProgramExit.failure(
                "the outbox in \(settings.stateDirectory) cannot be used: \(error). Check the disk and who may write there.",
                ProgramExit.unavailable)
        } catch let error as RecordingError {
            throw ProgramExit.failure("\(error)", ProgramExit.badInput)
        } catch let error where !(error is CancellationError) {
            throw ProgramExit.failure("\(error)", ProgramExit.unavailable)
        }
    }
}
