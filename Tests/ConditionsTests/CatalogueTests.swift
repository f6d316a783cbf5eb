import Conditions
import Foundation
import TestSupport
import Testing

@Suite("The catalogue of conditions")
struct CatalogueTests {
    @Test("names every condition", arguments: ConditionKind.allCases)
    func named(kind: ConditionKind) throws {
        let text = try String(contentsOfFile: RepositoryPath.root + "/Sources/Conditions/README.md", encoding: .utf8)
        #expect(text.contains("`\(kind.rawValue)`"))
    }
}
