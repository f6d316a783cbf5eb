// The page at / in a real browser, with a real collector behind it.

import Foundation
import TestSupport
import Testing

@Suite("The live page")
struct LivePageTests {
    @Test("shows beats, the gateway and the alarm, in light and dark, on a desk and on a phone")
    func browser() async throws {
        let python = Receiver.python
        try #require(FileManager.default.isExecutableFile(atPath: python), "the browser test is not set up: run make test")
        let site = try await Site()
        try site.startCollector()
        try site.startGateway(["--simulate", RepositoryPath.recording, "--speed", "8", "--repeat"])
        try await Eventually.holds("ready", within: 60) {
            try await HTTP.get("http://127.0.0.1:\(site.httpPort)/health/ready").status == 200
        }
        let test = try ChildProcess(
            python,
            [
                RepositoryPath.root + "/Tests/Browser/live_page.py", "http://127.0.0.1:\(site.httpPort)/", "--expect-alarm",
                "irregular_rhythm",
                "--timeout", "90", "--screenshot-dir", ProcessInfo.processInfo.environment["SCREENSHOTS"] ?? site.folder.path,
            ], output: site.folder.file("browser.log"))
        let status = try await test.exitStatus(within: 400)
        #expect(status == 0, "\(test.printed)")
        try await site.end()
    }
}
