// `vitalflow-edge pair`: makes a device this gateway's own.

import ArgumentParser
import BlueZ
import EdgeAgent
import FoundationEssentials
import GATT
import Vitals

struct PairCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pair", abstract: "Pair with a device and keep it.",
        discussion: """
            Put the device into pairing mode first. Where it shows a passkey, type that at the prompt.
            A scale that several people use hands out a user's values with that user's consent code only: with --user you are asked for it.
            Without, the gateway registers as a user of its own.
            """)

    @OptionGroup var options: SettingOptions

    @Argument(help: "The device's address, as vitalflow-edge scan shows it.")
    var address: String

    @Option(help: "The user of the device whose values are wanted, as the device numbers them: 0 to 254.")
    var user: UInt8?

    func run() async throws {
        let device = try DeviceAddress.argument(address)
        let settings = try options.settings()
        let consent = try user.map { try KeptConsent(index: $0, code: Self.askConsentCode()) }
        try FileManager.default.createDirectory(
            atPath: settings.stateDirectory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try await BluetoothSession.command(adapter: settings.adapter) { session in
            let devices = DeviceList(stateDirectory: settings.stateDirectory)
            let kept = try await session.pair(device, in: devices, prompt: TerminalPrompt()) { print($0) }
            guard kept == .paired else {
                return print("kept; it tells what it measures without pairing, and a running gateway listens to it within seconds")
            }
            if let consent { try ConsentList(stateDirectory: settings.stateDirectory).keep(consent, of: device) }
            print("paired; a running gateway connects to it within seconds")
        }
    }
}

extension PairCommand {
    private static func askConsentCode() throws -> ConsentCode {
        print("the user's consent code (0 to 9999): ", terminator: "")
        guard let code = readLine().flatMap({ UInt16($0) }).flatMap({ ConsentCode($0) }) else {
            throw ProgramExit.failure("a consent code is a number from 0 to 9999; the device shows or sets it", ProgramExit.badInput)
        }
        return code
    }
}

/// Asks on the terminal.
private struct TerminalPrompt: PairingPrompt {
    func passkey() async -> UInt32? {
        print("passkey shown by the device (6 digits, empty to give up): ", terminator: "")
        return readLine().flatMap { UInt32($0.filter { $0 != " " }) }.flatMap { $0 <= 999_999 ? $0 : nil }
    }

    func confirm(passkey: UInt32) async -> Bool {
        print("does the device show \(passkey.padded(6))? [y/n] ", terminator: "")
        return readLine()?.lowercased().hasPrefix("y") ?? false
    }

    func show(passkey: UInt32) async {
        print("type \(passkey.padded(6)) on the device")
    }
}
