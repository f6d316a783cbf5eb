// POST /v1/observations as an app uses it, and as somebody misuses it.

import Foundation
import Settings
import TestSupport
import Testing

@testable import Collector

@Suite("POST /v1/observations", .serialized)
struct SubmissionRouteTests {
    private let folder: TemporaryFolder
    private static let good =
        #"{"person":"anna","metric":"blood_glucose","time":"2026-11-23T08:45:00+01:00","value":5.5,"unit":"mmol/L","device":"Meter"}"#

    init() throws { folder = try TemporaryFolder() }

    private func post(
        _ body: String, to collector: RunningCollector, key: String? = nil, type: String = "application/json", host: String? = nil
    ) async throws -> RunningCollector.Answer {
        let file = folder.path + "/body-\(UUID().uuidString)"
        try body.write(toFile: file, atomically: true, encoding: .utf8)
        let headers = ["Content-Type: \(type)"] + (key.map { ["Idempotency-Key: \($0)"] } ?? []) + (host.map { ["Host: \($0)"] } ?? [])
        return try await HTTPExchange.post("http://\(collector.address)/v1/observations", body: file, headers: headers)
    }

    @Test("What is good is stored once and shown, what is bad is named, and nothing that is sent brings the collector down")
    func submissions() async throws {
        let broker = try await Broker()
        let folder = folder
        try await RunningCollector.with(broker, folder: folder) { collector in
            let mixed =
                #"{"source":"meter-app","observations":[\#(Self.good),{"person":"anna","metric":"mood","time":"2026-11-23T08:45:00Z","value":1},7,{"person":1}]}"#
            let first = try await post(mixed, to: collector, key: "k1")
            #expect(first.status == 201)
            #expect(
                first.text.contains(#""accepted":1"#) && first.text.contains(#""index":1"#) && first.text.contains(#""field":"metric""#))
            #expect(first.text.contains(#""index":2"#) && first.text.contains(#""index":3"#))
            let again = try await post(mixed, to: collector, key: "k1")
            #expect(again.status == 200 && again.text.contains(#""repeated":true"#))
            let other = try await post(mixed.replacing("5.5", with: "6.5"), to: collector, key: "k1")
            #expect(other.status == 409)
            try await Eventually.holds("the value is shown") {
                try await collector.get("/v1/people/anna/observations?metric=blood_glucose&from=2026-11-23T00:00:00Z").text.contains(
                    "\"Meter\"")
            }
            let shown = try await collector.get("/v1/people/anna/observations?metric=blood_glucose&from=2026-11-23T00:00:00Z").text
            #expect(shown.contains(#""utc_offset_minutes":60"#) && shown.contains("99.08"))
            for (body, type, status) in [
                ("{", "application/json", 400), ("[]", "application/json", 400), (#"{"observations":[]}"#, "application/json", 400),
                (#"{"source":"a/b","observations":[]}"#, "application/json", 400), (mixed, "text/plain", 415),
                (#"{"source":"a","observations":[{"person":"anna"}]}"#, "application/json", 422),
                (String(repeating: "[", count: 100_000), "application/json", 400),
                (
                    #"{"source":"a","observations":["# + Array(repeating: "1", count: 10_001).joined(separator: ",") + "]}",
                    "application/json", 413
                ),
                (String(repeating: " ", count: 5_000_000), "application/json", 413),
            ] {
                let answer = try await post(body, to: collector, type: type)
                #expect(answer.status == status, "\(body.prefix(60)): \(answer.status) \(answer.text)")
            }
            #expect(try await post(mixed, to: collector, host: "evil.example").status == 421)
            var random = SeededGenerator(seed: 1)
            for _ in 0..<60 {
                var bytes = Array(mixed.utf8)
                for _ in 0..<Int.random(in: 1...9, using: &random) {
                    bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 32...126, using: &random)
                }
                let answer = try await post(String(decoding: bytes, as: UTF8.self), to: collector)
                #expect([200, 201, 400, 409, 422].contains(answer.status), "\(answer.status)")
            }
            #expect(try await collector.get("/health/live").status == 200)
        }
    }

    @Test("Over the network only whoever has the token writes")
    func access() throws {
        #expect(WriteAccess(HTTPSettings(host: "127.0.0.1", webRoot: "")).allows(nil))
        #expect(!WriteAccess(HTTPSettings(host: "0.0.0.0", webRoot: "")).allows(nil))
        let guarded = WriteAccess(HTTPSettings(host: "0.0.0.0", webRoot: "", writeToken: .init("0123456789abcdef")))
        #expect(guarded.allows("Bearer 0123456789abcdef"))
        for wrong in [nil, "", "Bearer", "Bearer 0123456789abcdeg", "0123456789abcdef", "Bearer 0123456789abcdef0"] {
            #expect(!guarded.allows(wrong))
        }
    }
}
