import Testing

@Suite("README's table of folders is held against the manifest")
struct FolderTableTests {
    private static let readme = """
        # Name
        | `Sources/Elsewhere` | not this table |

        ## Folders
        | Folder | Holds |
        |---|---|
        | `Sources/Vitals/` | the catalogue, see `Sources/Other` |
        | `Sources/CSQLite`, `Sources/CSystemd` | module maps |
        | `udev` | rules |

        ## Next
        | `Sources/Later` | not this table |
        """

    private static func targets(_ names: [String]) -> [Manifest.Target] {
        Manifest(parsing: names.map { "module(\"\($0)\")" }.joined(separator: "\n")).targets
    }

    @Test("First cells are read, of this table only")
    func reading() {
        #expect(FolderTable(readme: Self.readme).folders.map(\.path) == ["Sources/Vitals", "Sources/CSQLite", "Sources/CSystemd", "udev"])
    }

    @Test("A right table passes")
    func right() {
        let found = FolderTable(readme: Self.readme).violations(targets: Self.targets(["Vitals", "CSQLite", "CSystemd"])) { _ in true }
        #expect(found == [])
    }

    @Test("A missing row and a row without a folder are found")
    func wrong() {
        let found = FolderTable(readme: Self.readme).violations(targets: Self.targets(["Vitals", "Outbox"])) { $0 != "udev" }
        #expect(found.map(\.line) == [nil, 9])
        #expect(found.first?.message.contains("`Sources/Outbox`") == true)
    }

    @Test("Without the section every target is missing")
    func empty() {
        #expect(FolderTable(readme: "# Name").violations(targets: Self.targets(["Vitals"])) { _ in true }.count == 1)
    }
}
