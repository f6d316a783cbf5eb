// BlueZ scans while anybody asks it to; the gateway asks while at least one of its devices has not been heard.

import DBus
package import Logging

/// Counts who needs discovery, and keeps BlueZ scanning while somebody does.
package actor Discovery {
    private let radio: Radio
    private let logger: Logger
    private var users = 0
    private var scanning: String?

    package init(radio: Radio, logger: Logger) {
        self.radio = radio
        self.logger = logger
    }

    /// Scans while `body` runs.
    package func during<T: Sendable>(_ body: @Sendable () async throws -> T) async throws -> T {
        users += 1
        do {
            try await start()
            let result = try await body()
            await leave()
            return result
        } catch {
            await leave()
            throw error
        }
    }

    private func start() async throws {
        guard scanning == nil else { return }
        let adapter = try await radio.poweredAdapter()
        guard scanning == nil else { return }
        scanning = adapter
        do {
            // BlueZ merges the filters of all clients: what comes is at least what we ask for.
            try await radio.call(
                adapter, ObjectTree.Interface.adapter, "SetDiscoveryFilter", [.options(["Transport": .string("le")])])
            try await radio.call(adapter, ObjectTree.Interface.adapter, "StartDiscovery")
            logger.debug("discovery started")
        } catch BusError.remote(let name, _) where name == "org.bluez.Error.InProgress" {
        } catch {
            scanning = nil
            throw error
        }
    }

    private func leave() async {
        users -= 1
        guard users == 0, let adapter = scanning else { return }
        scanning = nil
        // Fails when bluetoothd or the adapter has gone, and then nothing scans.
        _ = try? await radio.call(adapter, ObjectTree.Interface.adapter, "StopDiscovery")
        logger.debug("discovery stopped")
    }
}
