// The rules of the house, held against the house. Each rule is seen to fail in a suite of its own.

import Testing

@Suite("The repository is tidy")
struct RepositoryTests {
    private let repository: Repository
    private let manifest: Manifest

    init() throws {
        repository = try Repository()
        manifest = try repository.manifest()
    }

    @Test("Swift files keep the rules of code")
    func code() throws {
        let files = try repository.sources()
        #expect(files.count > 20, "hardly a file was found, so nothing was checked")
        let violations = files.flatMap { FileRules.violations(in: $0, at: Place(of: $0.path, in: manifest)) }
        report(violations + FileRules.staleExceptions(files: files))
    }

    @Test("Arrows between targets point down")
    func arrows() {
        #expect(manifest.target("vitalflow-edge") != nil && manifest.target("Collector") != nil, "the manifest was not understood")
        report(Arrows.violations(in: manifest))
    }

    @Test("Every target that the manifest names has a folder")
    func folders() {
        for target in manifest.targets {
            #expect(repository.hasFolder(target.folder), "\(target.name): no folder \(target.folder)")
        }
    }

    @Test("README.md lists every target's folder, and no other")
    func readme() throws {
        try #require(repository.paths.contains("README.md"), "there is no README.md")
        let table = FolderTable(readme: try repository.text(of: "README.md") ?? "")
        report(table.violations(targets: manifest.targets, exists: repository.hasFolder))
    }

    @Test("No file names a developer's machine or a tracker")
    func wording() throws {
        report(
            try repository.paths.flatMap { path in
                try repository.text(of: path).map { Wording.violations(path: path, text: $0) } ?? []
            })
    }

    private func report(_ violations: [Violation], sourceLocation: SourceLocation = #_sourceLocation) {
        for violation in violations { Issue.record("\(violation)", sourceLocation: sourceLocation) }
    }
}
