// Which file the views are in. A replay makes them anew in another one, which then takes their place.

import Foundation

/// The files of the views in a data directory.
package struct ViewsFiles: Sendable {
    let directory: String

    package init(directory: String) {
        self.directory = directory
    }

    private static let first = "views.sqlite"

    /// Names the file that is in use, where it is not the first one.
    private var pointer: String { directory + "/views.current" }
    /// Names a file that is whole and waits to be taken over.
    private var ready: String { directory + "/views.ready" }

    package var current: String { directory + "/" + (named(by: pointer) ?? Self.first) }

    /// A file that a replay has finished.
    package var waiting: String? { named(by: ready).map { directory + "/" + $0 } }

    /// A name that no file has yet.
    func next() -> String {
        (1...).lazy.map { directory + "/views-\($0).sqlite" }.first { !FileManager.default.fileExists(atPath: $0) } ?? current
    }

    func announce(_ file: String) throws { try write(file, to: ready) }

    /// From now on this file is the one in use; also after a power cut.
    func use(_ file: String) throws {
        try write(file, to: pointer)
        withdraw()
    }

    func withdraw() { try? FileManager.default.removeItem(atPath: ready) }

    /// Removes a database that nobody will open again; whoever has it open reads it to the end.
    func remove(_ file: String) {
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: file + suffix) }
    }

    /// Removes all views: the next start makes them anew.
    func removeAll() {
        withdraw()
        for name in (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
        where name.hasPrefix("views") && name.contains(".sqlite") {
            try? FileManager.default.removeItem(atPath: directory + "/" + name)
        }
        try? FileManager.default.removeItem(atPath: pointer)
    }

    private func named(by pointer: String) -> String? {
        guard let text = try? String(contentsOfFile: pointer, encoding: .utf8) else { return nil }
        let name = text.filter { !$0.isNewline }
        // A name of ours, and no path.
        guard name.hasPrefix("views"), name.hasSuffix(".sqlite"), !name.contains("/"),
            FileManager.default.fileExists(atPath: directory + "/" + name)
        else { return nil }
        return name
    }

    private func write(_ file: String, to pointer: String) throws {
        let name = URL(fileURLWithPath: file).lastPathComponent
        try Data((name + "\n").utf8).write(to: URL(fileURLWithPath: pointer), options: .atomic)
    }
}
