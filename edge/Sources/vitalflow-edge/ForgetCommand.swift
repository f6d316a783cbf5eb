// `vitalflow-edge forget`: a device is this gateway's no longer.

import ArgumentParser
import BlueZ
import EdgeAgent
import Settings
import Vitals

struct ForgetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forget", abstract: "End the link to a device, remove its pairing, and keep it no longer.",
        discussion: "What it measured before stays. A device of the setting VITALFLOW_DEVICES has to be taken out there.")

    @OptionGroup var options: SettingOptions

    @Argument(help: "The device's address, as vitalflow-edge status shows it.")
    var address: String

    func run() async throws {
        let device = try DeviceAddress.argument(address)
        let settings = try options.settings()
        guard !settings.devices.contains(where: { $0.octets == device.octets }) else {
            throw ProgramExit.failure("\(device) stands in \(EdgeSettings.Key.devices.variable): take it out there", ProgramExit.badInput)
        }
        try await BluetoothSession.command(adapter: settings.adapter) { session in
            let isKnown = try await session.forget(
                device, in: DeviceList(stateDirectory: settings.stateDirectory), ConsentList(stateDirectory: settings.stateDirectory)
            ) {
                print("waiting for a running gateway to end its link")
                try? await Task.sleep(for: BluetoothSession.listPatience)
            }
            guard isKnown else {
                throw ProgramExit.failure("\(device) is not known here: vitalflow-edge status lists what is", ProgramExit.badInput)
            }
        }
        print("forgotten")
    }
}
