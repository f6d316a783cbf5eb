// Tables in documents that the code itself could write: a test compares them, and writes them when asked to.

import Foundation

/// The Markdown table below a line of a document.
package struct DocumentTable {
    private let file: String
    private let heading: String
    private let rows: [String]

    /// `file` is a path in the repository; `heading` the whole line that the table follows.
    package init(file: String, heading: String, columns: [String], rows: [[String]]) {
        self.file = RepositoryPath.root + "/" + file
        self.heading = heading
        let rule = columns.map { _ in "---" }
        self.rows = ([columns, rule] + rows).map { "| " + $0.joined(separator: " | ") + " |" }
    }

    /// Whether the document has this table; with `WRITE_DOCUMENTS=yes` in the environment it then has.
    package func isUpToDate() throws -> Bool {
        let text = try String(contentsOfFile: file, encoding: .utf8)
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard let start = lines.firstIndex(of: heading).map({ $0 + 2 }) else { return false }
        let end = lines[start...].firstIndex { !$0.hasPrefix("|") } ?? lines.endIndex
        if lines[start..<end].elementsEqual(rows) { return true }
        guard ProcessInfo.processInfo.environment["WRITE_DOCUMENTS"] == "yes" else { return false }
        lines.replaceSubrange(start..<end, with: rows)
        try lines.joined(separator: "\n").write(toFile: file, atomically: true, encoding: .utf8)
        return true
    }
}
