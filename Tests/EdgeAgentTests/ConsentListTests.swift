import BlueZ
import Foundation
import GATT
import TestSupport
import Testing
import Vitals

@testable import EdgeAgent

@Suite("Consents")
struct ConsentListTests {
    @Test("The last consent of each device is kept, and nobody else can read it")
    func kept() throws {
        let folder = try TemporaryFolder()
        let list = ConsentList(stateDirectory: folder.path)
        let scale = try #require(DeviceAddress("C0:00:00:00:02:05"))
        let other = try #require(DeviceAddress("C0:00:00:00:02:06"))
        #expect(try list.consent(of: scale) == nil)
        let first = KeptConsent(index: 1, code: try #require(ConsentCode(1234)))
        let second = KeptConsent(index: 2, code: try #require(ConsentCode(7)))
        try list.keep(first, of: scale)
        try list.keep(first, of: other)
        try list.keep(second, of: scale)
        #expect(try list.consent(of: scale) == second)
        #expect(try list.consent(of: other) == first)
        let rights = try FileManager.default.attributesOfItem(atPath: folder.file("consents"))[.posixPermissions] as? Int
        #expect(rights == 0o600)
        try "nonsense\nC0:00:00:00:02:05 300 1\n".write(toFile: folder.file("consents"), atomically: true, encoding: .utf8)
        #expect(try list.consent(of: scale) == nil)
    }
}
