// The graph of targets, read from the text of Package.swift: no process to run, and a planted manifest is a string.

/// The targets of the package and what each depends on.
struct Manifest: Sendable {
    struct Target: Hashable, Sendable {
        enum Kind: Hashable, Sendable {
            case regular, executable, system, test
        }

        let name: String
        let kind: Kind
        /// From the repository's root.
        let folder: String
        /// Targets and products, by name.
        let dependencies: [String]
        let line: Int
    }

    let targets: [Target]

    func target(_ name: String) -> Target? { targets.first { $0.name == name } }

    /// The target that a file belongs to.
    func target(of path: String) -> Target? {
        targets.filter { path.hasPrefix($0.folder + "/") }.max { $0.folder.count < $1.folder.count }
    }

    /// The target and all that it depends on, directly or not; products that are not ours included.
    func closure(of name: String) -> Set<String> {
        var known: Set<String> = []
        var waiting = [name]
        while let next = waiting.popLast() {
            guard known.insert(next).inserted else { continue }
            waiting += target(next)?.dependencies ?? []
        }
        return known
    }
}
