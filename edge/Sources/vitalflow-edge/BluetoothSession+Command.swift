// A Bluetooth session on the command line: what goes wrong becomes an exit code and one line.

import BlueZ
import DBus
import EdgeAgent
import Logging
import Vitals

extension BluetoothSession {
    static func command(adapter: String?, _ body: (BluetoothSession) async throws -> Void) async throws {
        do {
            try await run(adapter: adapter, logger: Logger(label: "edge"), body)
        } catch let error as RadioError {
            throw ProgramExit.failure("\(error)", ProgramExit.unavailable)
        } catch let error as PairingError {
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
