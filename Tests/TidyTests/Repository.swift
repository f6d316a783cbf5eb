// The real tree, for the one test of each kind that looks at it.

import Foundation

/// The repository that this file belongs to.
struct Repository {
    struct ListingError: Error, CustomStringConvertible {
        let status: Int32
        var description: String { "`git ls-files` ended with \(status): these tests need git and a checkout, not an unpacked archive" }
    }

    let root: URL
    /// Tracked files, and those that would be: everything that is not ignored.
    let paths: [String]

    init() throws {
        // Resolved: the folder may be seen through a link.
        root = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let git = Process()
        git.executableURL = URL(filePath: "/usr/bin/env")
        // In a container the checkout often belongs to another user, which git refuses unless told.
        git.arguments = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        git.currentDirectoryURL = root
        let output = Pipe()
        git.standardOutput = output
        try git.run()
        let listing = try output.fileHandleForReading.readToEnd() ?? Data()
        git.waitUntilExit()
        guard git.terminationStatus == 0 else { throw ListingError(status: git.terminationStatus) }
        let root = root
        paths = String(decoding: listing, as: UTF8.self).split(separator: "\0").map(String.init).sorted().filter {
            FileManager.default.fileExists(atPath: root.appending(path: $0).path)
        }
    }

    /// `nil` for what is no text.
    func text(of path: String) throws -> String? {
        String(data: try Data(contentsOf: root.appending(path: path)), encoding: .utf8)
    }

    func sources() throws -> [SourceFile] {
        try paths.filter { $0.hasSuffix(".swift") && !$0.contains("vendor/") }.compactMap { path in
            try text(of: path).map { SourceFile(path: path, text: $0) }
        }
    }

    func manifest() throws -> Manifest { Manifest(parsing: try text(of: "Package.swift") ?? "") }

    func hasFolder(_ path: String) -> Bool {
        (try? root.appending(path: path).resourceValues(forKeys: [.isDirectoryKey]).isDirectory) == true
    }
}
