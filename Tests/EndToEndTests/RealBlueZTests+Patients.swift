// Recorded patients on five straps at once: each reaches an alarm, and the alarm shows the beats that raised it.

import Foundation
import TestSupport
import Testing

extension RealBlueZTests {
    /// What a subscriber reads of an alarm.
    private struct Told: Decodable {
        struct Figure: Decodable {
            let value: Double
            let series: [Double]?
        }
        let person: String
        let condition: String
        let state: String
        let evidence: [String: Figure]
        let detector: String
    }

    /// From a minute before the first long fibrillation of a record on: header and rows.
    private static func excerpt(_ record: String) throws -> String {
        let rows = try SharedData.rows("af/afdb/\(record).csv")
        let labels = rows.map { $0.last == "A" }
        let long = 400
        let onset = try #require(
            labels.indices.first { start in
                labels[start] && (start == 0 || !labels[start - 1]) && labels.dropFirst(start).prefix(long).count { $0 } == long
            })
        let wanted = rows.dropFirst(max(0, onset - 80)).prefix(80 + long)
        return "rr_ms,label\n" + wanted.map { $0.joined(separator: ",") }.joined(separator: "\n") + "\n"
    }

    @Test(
        "Five recorded patients on five straps: an alarm of each, with the beats that raised it",
        .enabled(if: SharedData.isExpected, Comment(rawValue: SharedData.whenAbsent)))
    func patients() async throws {
        let patients = ["04126", "05121", "07879", "08215", "08378"]
        let site = try await Site(assignments: patients.indices.map { "C0:00:00:00:01:0\($0)=p\(patients[$0])" })
        try site.startCollector()
        let subscriber = try site.subscribe("vitalflow/v1/alarm/#")
        var arguments = ["-n", "\(patients.count)", "--speed", "8"]
        for patient in patients {
            let file = site.folder.file("\(patient).csv")
            try Self.excerpt(patient).write(toFile: file, atomically: true, encoding: .utf8)
            arguments += ["--series", file]
        }
        let radio = try await VirtualRadio(arguments)
        let straps = patients.indices.map { "C0:00:00:00:01:0\($0)" }
        let machine = try radio.machine(running: Self.gateway(site, devices: straps), sharing: site.folder.path, limit: 420)
        try await Eventually.holds("the gateway subscribes to all", within: 150) {
            try #require(machine.isRunning, "the machine ended: \(machine.printed.suffix(3000))")
            return try await radio.command("list").allSatisfy { $0.subscribed }
        }
        try await radio.command("start *")
        func alarms() -> [Told] {
            subscriber.printed.split(separator: "\n").compactMap { line in
                guard let brace = line.firstIndex(of: "{"), line.contains("/medium {") else { return nil }
                return try? JSONDecoder().decode(Told.self, from: Data(line[brace...].utf8))
            }.filter { $0.condition == "irregular_rhythm" && $0.state == "on" }
        }
        try await Eventually.holds("each patient has an alarm", within: 180) { Set(alarms().map(\.person)).count == patients.count }
        for alarm in alarms() {
            let beats = try #require(alarm.evidence["rr_interval"]?.series)
            // A strap's intervals are 1/1024 s, the record's 4 ms.
            #expect(beats.count == 64 && beats.allSatisfy { (200...2500).contains($0) || $0 == 0 })
            #expect(Set(beats).count > 20)
            #expect(alarm.detector.hasPrefix("irregular_rhythm/"))
        }
        _ = try await machine.terminate()
        try await radio.end()
        try await site.end()
    }
}
