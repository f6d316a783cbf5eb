// Recorded data beside the repository: larger than a clone should be.

import Foundation

package enum SharedData {
    /// The folder of what anybody may see.
    package static let folder = RepositoryPath.root + "/../shared/data/public"

    /// Tests on it run where it is present, and in CI always: there its absence is a failure, not a reason to skip.
    package static let isExpected =
        FileManager.default.fileExists(atPath: folder) || ProcessInfo.processInfo.environment["CI"] != nil

    package static let whenAbsent = "needs the recorded data at ../shared/data/public beside the repository; nothing was tested on it"

    /// The rows of a CSV file after its header, split at commas.
    package static func rows(_ path: String) throws -> [[String]] {
        try String(contentsOfFile: folder + "/" + path, encoding: .utf8).split(whereSeparator: \.isNewline).dropFirst().map { line in
            line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
    }
}
