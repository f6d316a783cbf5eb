// Devices that the gateway keeps, besides those of the settings: what was paired stays configured, even when BlueZ forgets it.

import FoundationEssentials
import Glibc
package import Vitals

/// A file with an address on each line, in the state directory.
package struct DeviceList: Sendable {
    private let stateDirectory: String
    private var file: String { stateDirectory + "/devices" }

    package init(stateDirectory: String) {
        self.stateDirectory = stateDirectory
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
        // `pair` is run by root, the service is not: the directory's owner has to be able to read the list.
        guard geteuid() == 0 else { return }
        var owner = stat()
        if unsafe stat(stateDirectory, &owner) == 0 { _ = unsafe chown(file, owner.st_uid, owner.st_gid) }
    }
}
