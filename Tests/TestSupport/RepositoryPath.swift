// Where things lie: the tests run from anywhere.

import Foundation

package enum RepositoryPath {
    /// The package's folder.
    package static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    /// A program that was built together with the tests.
    package static func program(_ name: String) -> String {
        // The test runner lies in the same folder, below a bundle.
        var folder = URL(fileURLWithPath: CommandLine.arguments.first ?? "").resolvingSymlinksInPath().deletingLastPathComponent()
        while folder.path != "/", !FileManager.default.isExecutableFile(atPath: folder.appendingPathComponent(name).path) {
            folder.deleteLastPathComponent()
        }
        guard folder.path != "/" else { return root + "/.build/debug/" + name }
        return folder.appendingPathComponent(name).path
    }

    /// The excerpt of a patient who goes into atrial fibrillation.
    package static let recording = root + "/edge/Recordings/atrial-fibrillation.csv"
}
