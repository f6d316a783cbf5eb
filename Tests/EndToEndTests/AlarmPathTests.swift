// The whole path with a simulated strap: beats in, an alarm out, marked as simulated all the way.

import Foundation
import TestSupport
import Testing

@Suite("From a simulated strap to an alarm", .serialized)
struct AlarmPathTests {
    @Test("A patient goes into atrial fibrillation: a plain subscriber gets one alarm, a quiet strap raises another")
    func alarm() async throws {
        let site = try await Site()
        try site.startCollector(["VITALFLOW_NO_DATA_SECONDS": "5"])
        let subscriber = try site.subscribe("vitalflow/v1/alarm/#")
        // 1500 beats, about 15 minutes: sixteen seconds at this speed.
        try site.startGateway(["--simulate", RepositoryPath.recording, "--speed", "60"])
        try await Eventually.holds("an alarm of irregular rhythm", within: 60) {
            subscriber.printed.contains("vitalflow/v1/alarm/anna/medium {")
        }
        try await Eventually.holds("an alarm of no data", within: 60) { subscriber.printed.contains("vitalflow/v1/alarm/anna/low {") }
        let lines = subscriber.printed.split(separator: "\n")
        let irregular = lines.filter {
            $0.contains("/medium {") && $0.contains("\"condition\":\"irregular_rhythm\"") && $0.contains("\"signal\":true")
        }
        #expect(irregular.count == 1, "\(irregular)")
        #expect(lines.allSatisfy { !$0.contains("{") || $0.contains("\"simulated\":true") })
        try await site.end()
        _ = try await site.expectExactlyOnce()
    }

    @Test("What the programs tell: status, metrics, readiness, observations; simulated values say so")
    func telling() async throws {
        let site = try await Site()
        try site.startCollector()
        try site.startGateway(["--simulate", RepositoryPath.recording, "--speed", "10"])
        let base = "http://127.0.0.1:\(site.httpPort)"
        try await Eventually.holds("ready") { try await HTTP.get(base + "/health/ready").status == 200 }
        let answer = try await Eventually.value("observations") {
            let answer = try await HTTP.get(base + "/v1/people/anna/observations?metric=heart_rate")
            return answer.status == 200 && answer.text.contains("\"value\"") ? answer.text : nil
        }
        #expect(answer.contains("\"simulated\":true"))
        #expect(try await HTTP.get(base + "/metrics").text.contains("# TYPE "))
        #expect(try await HTTP.get(base + "/health/live").status == 200)
        #expect(try await HTTP.get(base + "/v1/people/anna/observations?metric=wrong").status == 400)
        #expect(try await HTTP.get(base + "/v1/people/nobody/observations?metric=heart_rate").status == 404)
        try await Eventually.holds("a status that says connected and simulated") {
            let status = try ChildProcess(
                RepositoryPath.program("vitalflow-edge"),
                ["status", "--json", "--state-dir", site.folder.file("gateway"), "--runtime-dir", site.folder.file("runtime")],
                output: site.folder.file("status"))
            return try await status.exitStatus() == 0 && status.printed.contains("\"broker_connected\":true")
                && status.printed.contains("\"simulated\":true")
        }
        let metrics = try String(contentsOfFile: site.folder.file("runtime") + "/metrics.prom", encoding: .utf8)
        #expect(metrics.contains("vitalflow_outbox_frames_committed_total"))
        try await site.end()
    }
}
