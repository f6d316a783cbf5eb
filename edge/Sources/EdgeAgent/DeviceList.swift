// Devices that the gateway keeps, besides those of the settings: what was paired stays configured, even when BlueZ forgets it.

import FoundationEssentials
package import Vitals

/// A file with an address on each line, in the state directory.
package struct DeviceList: Sendable {
    private let file: String

    package init(stateDirectory: String) {
        file = stateDirectory + "/devices"
    }

    /// The devices; lines that are no address are left alone.
    package func read() -> [DeviceAddress] {
        lines().compactMap { DeviceAddress($0) }
    }

    private func lines() -> [Substring] {
        let text = FileManager.default.contents(atPath: file).map { String(decoding: $0, as: UTF8.self) } ?? ""
        return text.split(whereSeparator: \.isNewline).map { $0[...] }
    }

    package func add(_ device: DeviceAddress) throws {
        guard !read().contains(where: { $0.octets == device.octets }) else { return }
        try write(lines().map(String.init) + [device.description])
    }

    private func write(_ lines: [String]) throws {
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(filePath: file), options: .atomic)
    }
}
