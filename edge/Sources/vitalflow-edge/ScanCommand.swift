// `vitalflow-edge scan`: which devices are near.

import ArgumentParser
import BlueZ
import EdgeAgent
import Uplink

struct ScanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "scan", abstract: "List the Bluetooth LE devices nearby.")

    @OptionGroup var options: SettingOptions

    @Option(help: "Seconds to listen, 1 to 300.")
    var seconds = 10

    @Flag(help: "Show devices without a known health service too.")
    var all = false

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        guard GatewayCommand.scanSeconds.contains(seconds) else { throw ValidationError("--seconds has to be from 1 to 300") }
    }

    func run() async throws {
        let settings = try options.settings()
        try await BluetoothSession.command(adapter: settings.adapter) { session in
            if !json { print("listening for \(seconds) s on \(AdapterInventory.list().map(\.name).joined(separator: ", "))") }
            let devices = try await session.scan(seconds: seconds, all: all)
            if json { return print(String(decoding: try RuntimeFiles.encoded(devices), as: UTF8.self)) }
            if devices.isEmpty {
                print("nothing heard: is the device worn, awake, near, and not connected to a phone? --all shows every device")
            }
            for device in devices { print(device) }
        }
    }
}
