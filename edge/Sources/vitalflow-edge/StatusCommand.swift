// `vitalflow-edge status`: how the running gateway is.

import ArgumentParser
import EdgeAgent
import FoundationEssentials
import Outbox
import Uplink
import Vitals

struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Show links, battery and what is buffered.",
        discussion: "Without a running gateway it tells what waits in the outbox; the exit code is then 69.")

    @OptionGroup var options: SettingOptions

    @Flag(help: "Print JSON.")
    var json = false

    /// Written every second; older means that the gateway hangs or was killed.
    private static let staleAfter = Duration.seconds(10)

    func run() async throws {
        let settings = try options.settings()
        let file = try? RuntimeFiles(directory: settings.runtimeDirectory).readStatus()
        guard let file, let time = file.status.time.flatMap({ Timestamp($0) }), SystemClock().wall - time < Self.staleAfter else {
            return try await showOutbox(settings)
        }
        if json {
            print(String(decoding: try RuntimeFiles.encoded(file), as: UTF8.self))
        } else {
            show(file)
        }
    }

    private func show(_ file: StatusFile) {
        let status = file.status
        print("gateway \(file.gateway): running, version \(status.version)" + (status.simulated ? ", SIMULATED" : ""))
        print("  broker: \(file.brokerConnected ? "connected" : "not connected")")
        print("  clock: \(status.clock.rawValue)")
        let oldest = status.oldestUnsent.map { ", the oldest since \($0)" } ?? ""
        print("  buffered: \(status.bufferedFrames) frames in \(status.bufferedBatches) batches\(oldest)")
        print("  delivered since start: \(status.deliveredFrames) frames")
        if status.devices.isEmpty { print("  no devices: configure VITALFLOW_DEVICES, or run vitalflow-edge pair ADDRESS") }
        for device in status.devices {
            let battery = device.battery.map { ", battery \($0) %" } ?? ""
            print("  \(device.address) \(device.name ?? "(name not known yet)"): \(device.link.rawValue)\(battery)")
        }
    }

    private func showOutbox(_ settings: EdgeSettings) async throws {
        let path = settings.stateDirectory + "/outbox.sqlite"
        guard FileManager.default.fileExists(atPath: path) else {
            throw ProgramExit.failure(
                "no gateway runs with runtime directory \(settings.runtimeDirectory), and there is no outbox in \(settings.stateDirectory); "
                    + "start it with vitalflow-edge run, or name its --runtime-dir and --state-dir", ProgramExit.unavailable)
        }
        do {
            let backlog = try OutboxReport.read(path: path).waiting
            throw ProgramExit.failure(
                "no gateway is running; its outbox holds \(backlog.frames) frames in \(backlog.batches) batches that wait for the collector",
                ProgramExit.unavailable)
        } catch let error as DatabaseError {
            throw ProgramExit.failure("no gateway is running, and its outbox cannot be read: \(error)", ProgramExit.unavailable)
        }
    }
}
