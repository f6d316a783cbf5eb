// Devices that the gateway keeps, besides those of the settings: what was paired stays configured, even when BlueZ forgets it.

package import Vitals

/// A file with an address on each line, in the state directory.
package struct DeviceList: Sendable {
    private let file: StateFile

    package init(stateDirectory: String) {
        file = StateFile(directory: stateDirectory, name: "devices")
    }

    /// The devices; lines that are no address are left alone.
    package func read() throws -> [DeviceAddress] { try file.lines().compactMap { DeviceAddress($0) } }

    package func add(_ device: DeviceAddress) throws {
        if try read().contains(where: { $0.octets == device.octets }) { return }
        try file.write(file.lines() + [device.description])
    }

    /// False when it was not kept.
    package func remove(_ device: DeviceAddress) throws -> Bool {
        let lines = try file.lines()
        let others = lines.filter { DeviceAddress($0)?.octets != device.octets }
        guard others.count < lines.count else { return false }
        try file.write(others)
        return true
    }
}
