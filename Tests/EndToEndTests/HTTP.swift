// Asks the collector as any client would.

import Foundation
import TestSupport

enum HTTP {
    struct Answer: Sendable {
        let status: Int
        let text: String
    }

    /// Status 0 when nobody answered. By curl, since FoundationNetworking brings its own.
    static func get(_ url: String) async throws -> Answer {
        let folder = try TemporaryFolder()
        let curl = try ChildProcess(
            ChildProcess.find("curl") ?? "/usr/bin/curl", ["-s", "-m", "10", "-o", folder.file("body"), "-w", "%{http_code}", url],
            output: folder.file("status"))
        _ = try await curl.exitStatus()
        let body = FileManager.default.contents(atPath: folder.file("body")).map { String(decoding: $0, as: UTF8.self) } ?? ""
        return Answer(status: Int(curl.printed) ?? 0, text: body)
    }

    static func post(_ url: String, _ body: String, headers: [String]) async throws -> Answer {
        let folder = try TemporaryFolder()
        try body.write(toFile: folder.file("sent"), atomically: true, encoding: .utf8)
        let curl = try ChildProcess(
            ChildProcess.find("curl") ?? "/usr/bin/curl",
            ["-s", "-m", "10", "-X", "POST", "--data-binary", "@" + folder.file("sent"), "-o", folder.file("body"), "-w", "%{http_code}"]
                + headers.flatMap { ["-H", $0] } + [url],
            output: folder.file("status"))
        _ = try await curl.exitStatus()
        let body = FileManager.default.contents(atPath: folder.file("body")).map { String(decoding: $0, as: UTF8.self) } ?? ""
        return Answer(status: Int(curl.printed) ?? 0, text: body)
    }
}
