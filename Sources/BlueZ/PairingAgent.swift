// Pairing asks a person for what the radio cannot carry: a passkey, a confirmation. Source: BlueZ, org.bluez.Agent(5).

import DBus

/// What the agent asks the person at the prompt; answers may take a while.
package protocol PairingPrompt: Sendable {
    /// The six digits that the device shows; `nil` to give up.
    func passkey() async -> UInt32?
    /// Whether both sides show these six digits.
    func confirm(passkey: UInt32) async -> Bool
    /// To be typed on the device.
    func show(passkey: UInt32) async
}

package struct PairingAgent: Sendable {
    private static let path = "/org/vitalflow/agent"
    private static let interface = "org.bluez.Agent1"
    private static let manager = "org.bluez.AgentManager1"
    private static let managerPath = "/org/bluez"

    private let radio: Radio
    private let prompt: any PairingPrompt

    package init(radio: Radio, prompt: any PairingPrompt) {
        self.radio = radio
        self.prompt = prompt
    }

    /// Pairs with a device that BlueZ knows, and has BlueZ trust and keep it.
    package func pair(_ device: String) async throws {
        let calls = try await radio.bus.export(path: Self.path, interface: Self.interface)
        // With keyboard and display every method of pairing is possible, just works included.
        try await radio.call(
            Self.managerPath, Self.manager, "RegisterAgent", [.objectPath(Self.path), .string("KeyboardDisplay")])
        try await radio.call(Self.managerPath, Self.manager, "RequestDefaultAgent", [.objectPath(Self.path)])
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await answer(calls, about: device) }
            do {
                try await radio.call(device, ObjectTree.Interface.device, "Pair", timeout: .seconds(120))
            } catch BusError.remote("org.bluez.Error.AlreadyExists", _) {
                // Paired before: trusting it again does no harm.
            }
            try await radio.set(device, ObjectTree.Interface.device, "Trusted", .boolean(true))
            group.cancelAll()
        }
        _ = try? await radio.call(Self.managerPath, Self.manager, "UnregisterAgent", [.objectPath(Self.path)])
    }

    private func answer(_ calls: AsyncStream<IncomingCall>, about device: String) async throws {
        for await call in calls {
            let answer = await answer(to: call.message, about: device)
            try await radio.bus.reply(to: call, with: answer)
        }
    }

    private func answer(to message: BusMessage, about device: String) async -> Result<[BusValue], BusError> {
        let rejected = BusError.remote(name: "org.bluez.Error.Rejected", message: "declined at the gateway")
        // Questions about a device begin with it; nobody said yes to another one.
        if let asked = message.arguments.first?.text, asked != device { return .failure(rejected) }
        switch message.member {
        case "RequestPasskey":
            guard let passkey = await prompt.passkey() else { return .failure(rejected) }
            return .success([.uint32(passkey)])
        case "RequestConfirmation":
            let passkey = UInt32(clamping: message.arguments.last?.integer ?? 0)
            return await prompt.confirm(passkey: passkey) ? .success([]) : .failure(rejected)
        case "DisplayPasskey":
            await prompt.show(passkey: UInt32(clamping: message.arguments.dropFirst().first?.integer ?? 0))
            return .success([])
        case "RequestAuthorization", "AuthorizeService", "Cancel", "Release": return .success([])
        default:
            return .failure(.remote(name: "org.freedesktop.DBus.Error.UnknownMethod", message: message.member))
        }
    }
}
