// What must stand in no file, whatever its language: a developer's machine, and a tracker's words.

/// Checks the text of any file.
enum Wording {
    /// Not ours, or full of planted violations.
    static func isExempt(_ path: String) -> Bool {
        path.contains("vendor/") || path.hasPrefix("Tests/TidyTests/")
    }

    private static let homes: Set<Substring> = ["work", "home", "root", "Users"]
    private static let trackerWords = ["issue #", "todo(", "fixme("]

    static func violations(path: String, text: String) -> [Violation] {
        guard !isExempt(path) else { return [] }
        var found: [Violation] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if let home = machinePath(in: line) {
                let message = "/\(home)/ is a path of one machine: build it from the file's own place"
                found.append(Violation(path: path, line: index + 1, message: message))
            }
            guard line.contains("#") || line.contains("(") else { continue }
            let lower = line.lowercased()
            if let word = trackerWords.first(where: { lower.contains($0) }) {
                found.append(Violation(path: path, line: index + 1, message: "“\(word)” belongs to a tracker: say what is so, and why"))
            }
        }
        return found
    }

    /// The first folder of an absolute path on a developer's machine. `$dir/root/usr` and `https://host/home/` are none.
    private static func machinePath(in line: Substring) -> Substring? {
        let parts = line.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count > 2 else { return nil }
        return (1..<parts.count - 1).first { index in
            guard homes.contains(parts[index]) else { return false }
            guard let before = parts[index - 1].last else { return index == 1 }
            return !before.isLetter && !before.isNumber && !"._-*})]>$~".contains(before)
        }.map { parts[$0] }
    }
}
