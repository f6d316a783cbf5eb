// HTTP as any client speaks it: curl, as a process, so that headers and streams are what is on the wire.

import Foundation

enum HTTPExchange {
    static func get(_ url: String, host: String?, seconds: Int = 20) async throws -> RunningCollector.Answer {
        try await exchange(["--path-as-is", "--max-time", "\(seconds)"] + (host.map { ["-H", "Host: \($0)"] } ?? []) + [url])
    }

    /// `body` is a file: what is on a command line, everybody sees, and it may be too long for one.
    static func post(_ url: String, body file: String, headers: [String], seconds: Int = 20) async throws -> RunningCollector.Answer {
        try await exchange(
            ["--max-time", "\(seconds)", "-X", "POST", "--data-binary", "@" + file, "-H", "Expect:"] + headers.flatMap { ["-H", $0] } + [
                url
            ])
    }

    private static func exchange(_ arguments: [String]) async throws -> RunningCollector.Answer {
        let text = try await curl(["-i"] + arguments)
        let parts = text.split(separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false)
        let lines = parts[0].split(separator: "\r\n")
        let status = lines.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        let headers = lines.dropFirst().compactMap { line -> (String, String)? in
            let sides = line.split(separator: ":", maxSplits: 1)
            return sides.count == 2 ? (sides[0].lowercased(), sides[1].trimmingCharacters(in: .whitespaces)) : nil
        }
        return RunningCollector.Answer(
            status: status, text: parts.count > 1 ? String(parts[1]) : "", headers: Dictionary(headers) { $1 })
    }

    private static func curl(_ arguments: [String]) async throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/curl")
        process.arguments = ["-s"] + arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        return try await withCheckedThrowingContinuation { continuation in
            // A thread of its own waits: reading to the end blocks.
            Thread.detachNewThread {
                do {
                    try process.run()
                    let data = output.fileHandleForReading.readDataToEndOfFile()
                    continuation.resume(returning: String(decoding: data, as: UTF8.self))
                } catch {
                    continuation.resume(throwing: error)
                }
            }
        }
    }
}
