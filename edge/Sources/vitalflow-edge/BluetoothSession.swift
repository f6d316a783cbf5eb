// What scan and pair share: a bus, a mirror of BlueZ and a discovery, for the time of one command.

import BlueZ
import DBus
import Logging
import Vitals

struct BluetoothSession {
    let radio: Radio
    let discovery: Discovery

    /// How long a command waits for bluetoothd to be there with an adapter.
    private static let adapterTimeout = Duration.seconds(5)

    /// A device in pairing mode, or worn, advertises several times a second.
    private static let searchTimeout = Duration.seconds(30)

    /// The path of a device, once BlueZ knows it or it was heard.
    func find(_ device: DeviceAddress) async throws -> String {
        let adapter = try await radio.poweredAdapter()
        if radio.tree.device(device, below: adapter) == nil { print("searching for \(device)") }
        try await discovery.during { [radio] in
            try await radio.wait(for: "\(device) to be heard", timeout: Self.searchTimeout) { $0.device(device, below: adapter) != nil }
        }
        return ObjectTree.path(of: device, below: adapter)
    }

    /// Runs `body` with the radio ready, and turns what goes wrong into an exit code and one line.
    static func run(adapter: String?, _ body: (BluetoothSession) async throws -> Void) async throws {
        let logger = Logger(label: "edge")
        do {
            let bus = try Connection()
            let radio = try await Radio.open(on: bus, adapterName: adapter, logger: logger)
            do {
                try await radio.wait(for: "an adapter", timeout: adapterTimeout) { $0.adapter(named: adapter) != nil }
            } catch is RadioError {
                throw RadioError.noAdapter(name: adapter)
            }
            try await body(BluetoothSession(radio: radio, discovery: Discovery(radio: radio, logger: logger)))
            await bus.close()
        } catch let error as RadioError {
            throw ProgramExit.failure("\(error)", ProgramExit.unavailable)
        } catch let error as BusError {
            throw ProgramExit.failure("\(error); is D-Bus running, and may this user talk to org.bluez?", ProgramExit.unavailable)
        }
    }
}

extension DeviceAddress {
    /// What somebody typed.
    static func argument(_ text: String) throws -> DeviceAddress {
        guard let device = DeviceAddress(text) else {
            throw ProgramExit.failure("\"\(text)\" is no address; write it as scan shows it: C0:00:00:00:00:01", ProgramExit.badInput)
        }
        return device
    }
}
