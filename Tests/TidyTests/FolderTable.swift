// The README tells a newcomer where things are; it must not tell yesterday's truth.

/// The table below `## Folders` in README.md.
struct FolderTable {
    /// What stands in back-ticks in the first cell of each row, without a slash at its end.
    let folders: [(path: String, line: Int)]

    init(readme: String) {
        var folders: [(String, Int)] = []
        var isInside = false
        for (index, line) in readme.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if line.hasPrefix("#") { isInside = line.hasPrefix("## Folders") }
            guard isInside, line.hasPrefix("|") else { continue }
            let cell = line.dropFirst().prefix { $0 != "|" }
            for (part, text) in cell.split(separator: "`", omittingEmptySubsequences: false).enumerated() where part % 2 == 1 {
                folders.append((String(text.hasSuffix("/") ? text.dropLast() : text), index + 1))
            }
        }
        self.folders = folders
    }

    /// Each target's folder is a row, and each row is a folder.
    func violations(targets: [Manifest.Target], exists: (String) -> Bool) -> [Violation] {
        let rows = Set(folders.map(\.path))
        let missing = targets.filter { !rows.contains($0.folder) }.map {
            Violation(path: "README.md", message: "the table below `## Folders` has no row for `\($0.folder)`: add it")
        }
        let wrong = folders.filter { !exists($0.path) }.map {
            Violation(path: "README.md", line: $0.line, message: "`\($0.path)` is no folder: remove or correct the row")
        }
        return missing + wrong
    }
}
