// `vitalflow-edge reset-energy`: a strap begins to count anew.

import ArgumentParser
import BlueZ
import DBus
import EdgeAgent
import GATT
import Vitals

struct ResetEnergyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reset-energy", abstract: "Reset the energy that a heart-rate strap has counted.",
        discussion: """
            A strap counts the energy that its wearer spends, over days and for whoever wears it, and stays at 65535 kJ once there.
            A running gateway keeps its link: the strap may be worn meanwhile.
            """)

    @OptionGroup var options: SettingOptions

    @Argument(help: "The device's address, as vitalflow-edge scan shows it.")
    var address: String

    func run() async throws {
        let device = try DeviceAddress.argument(address)
        let settings = try options.settings()
        try await BluetoothSession.command(adapter: settings.adapter) { session in
            let path = try await session.find(device) { print($0) }
            let outcome: EnergyReset.Outcome
            do {
                outcome = try await EnergyResetProcedure(radio: session.radio, path: path).run()
            } catch BusError.remote(let name, let message) {
                throw ProgramExit.failure("no link to the device (\(name): \(message)); is it worn and near?", ProgramExit.unavailable)
            }
            guard outcome == .reset else {
                throw ProgramExit.failure("the device did not reset its energy expended: \(Self.reason(outcome))", ProgramExit.unavailable)
            }
            print("reset; the device counts from 0 on")
        }
    }

    private static func reason(_ outcome: EnergyReset.Outcome) -> String {
        switch outcome {
        case .reset: "it did"
        case .notSupported: "it has no such command"
        case .refused(let error): "error \(error) of the device"
        case .silence: "no answer"
        case .linkLost: "the link was lost; try again"
        }
    }
}
