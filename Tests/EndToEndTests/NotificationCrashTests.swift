// kill -9 of the collector with alarms in flight and a mail server that is broken: nobody is forgotten.

import Foundation
import TestSupport
import Testing
import Vitals

@Suite("Alarms after kills", .serialized)
struct NotificationCrashTests {
    /// `NOTIFICATION_KILLS` asks for more than a test run needs.
    private static let kills = ProcessInfo.processInfo.environment["NOTIFICATION_KILLS"].flatMap { Int($0) } ?? 6

    private struct Alarm: Decodable {
        let id: String
        let person: String
        let state: String
        let signal: Bool?
        let acknowledged: Pause?

        struct Pause: Decodable { let by: String }
    }

    private struct Alarms: Decodable { let alarms: [Alarm] }
    private struct Revisions: Decodable { let revisions: [Alarm] }

    @Test(
        "However often the collector is killed: what is present has its alarm, an acknowledgement stays, and each message arrives, a repeat with its key"
    )
    func kills() async throws {
        let site = try await Site(assignments: [])
        let secret = "whsec_" + Data((0..<32).map { UInt8($0) }).base64EncodedString()
        let webhook = try await Receiver("webhook", in: site.folder.path, environment: ["WEBHOOK_SECRET": secret])
        let broken = try await Receiver("smtp", in: site.folder.path, failFirst: 1_000_000)
        try secret.write(toFile: site.folder.file("secret"), atomically: true, encoding: .utf8)
        try "correct horse battery".write(toFile: site.folder.file("password"), atomically: true, encoding: .utf8)
        try """
        channels:
          mail:
            smtp: smtp://localhost:\(broken.port)
            ca_file: \(site.folder.path)/ca.pem
            user: vitalflow
            password_file: \(site.folder.file("password"))
            from: vitalflow@example.org
            to: eva@example.org
          ward: {webhook: "http://127.0.0.1:\(webhook.port)/hook", secret_file: \(site.folder.file("secret"))}
        contacts:
          eva: {channels: [mail]}
          ben: {channels: [ward]}
        rules:
          - {people: [channel-mail], steps: [{notify: [ben]}]}
          - {steps: [{notify: [eva, ben]}]}
        """.write(toFile: site.folder.file("notifications.yaml"), atomically: true, encoding: .utf8)
        let settings = ["VITALFLOW_NOTIFICATIONS_FILE": site.folder.file("notifications.yaml")]
        try site.startCollector(settings)
        let url = "http://127.0.0.1:\(site.httpPort)"
        func isReady() async throws -> Bool { try await HTTP.get(url + "/health/ready").status == 200 }
        func alarms(_ state: String) async throws -> [Alarm] {
            let answer = try await HTTP.get(url + "/v1/alarms?state=\(state)&limit=1000")
            return answer.status == 200 ? try JSONDecoder().decode(Alarms.self, from: Data(answer.text.utf8)).alarms : []
        }
        var random = SystemRandomNumberGenerator()
        var low: [String: Bool] = [:]
        var acknowledged: Set<String> = []
        var minute = 0
        /// Says that somebody's glucose is low, or not any more; only what was answered counts.
        func measure(_ person: String, _ isLow: Bool) async throws -> Bool {
            minute += 1
            let time = Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
            let body = """
                {"source":"test","observations":[{"person":"\(person)","metric":"blood_glucose","time":"\(time)","value":\(isLow ? 45 : 110)}]}
                """
            let answer = try await HTTP.post(
                url + "/v1/observations", body, headers: ["Content-Type: application/json", "Idempotency-Key: \(minute)"])
            return answer.status == 201 || answer.status == 200
        }
        for kill in 0..<Self.kills {
            try await Eventually.holds("ready before kill \(kill)", within: 60) { try await isReady() }
            for _ in 0..<2 {
                let person = "p\(Int.random(in: 0..<25, using: &random))"
                let isLow = !(low[person] ?? false)
                if try await measure(person, isLow) { low[person] = isLow }
            }
            if kill % 3 == 2,
                let alarm = try await alarms("on").filter({ $0.state == "on" && $0.person.hasPrefix("p") }).randomElement(using: &random)
            {
                let answer = try await HTTP.post(url + "/v1/alarms/\(alarm.id)/ack", #"{"by":"eva","reason":"test"}"#, headers: [])
                if answer.status == 202 { acknowledged.insert(alarm.id) }
            }
            try await Eventually.pause(.milliseconds(Int.random(in: 0...300, using: &random)))
            try await site.process(.collector).killNow()
            try site.startCollector(settings)
        }
        try await broken.end()
        let mail = try await Receiver("smtp", in: site.folder.path, port: broken.port)
        // It waits for nothing that an earlier run learnt.
        try await Eventually.holds("ready after the last kill", within: 60) { try await isReady() }
        try await site.process(.collector).killNow()
        try site.startCollector(settings)
        try await Eventually.holds("every message has arrived", within: 400) {
            guard try await isReady() else { return false }
            return try await site.collector(["notifications", "list", "--waiting", "--json"]).printed == "[]\n"
        }
        let active = try await alarms("on")
        for (person, isLow) in low where isLow {
            #expect(
                active.contains { $0.person == person && ($0.state == "on" || $0.state == "ack") }, "\(person) is low, and no alarm says so"
            )
        }
        for alarm in acknowledged {
            let answer = try await HTTP.get(url + "/v1/alarms/\(alarm)")
            let revisions = try JSONDecoder().decode(Revisions.self, from: Data(answer.text.utf8)).revisions
            #expect(
                revisions.contains { $0.acknowledged?.by == "eva" || $0.state == "off" }, "\(alarm) was acknowledged, and it was forgotten")
        }
        try await site.end()
        let told = try await sqlite(
            site.folder.file("collector") + "/notifications.sqlite",
            "SELECT alarm_id, contact, reason, state, COALESCE(message, key) FROM notification")
        let inbox =
            mail.received.joined(separator: "\n") + webhook.received.filter { $0.contains("\"valid\": true") }.joined(separator: "\n")
        for row in told {
            #expect(row[3] == "delivered" || row[3] == "overtaken", "\(row)")
            if row[3] == "delivered" { #expect(inbox.contains(row[4]), "\(row) has not arrived") }
        }
        let signals = try await sqlite(
            site.folder.file("collector") + "/views.sqlite",
            "SELECT DISTINCT alarm_id FROM alarm_revision WHERE body ->> 'signal' AND person LIKE 'p%'")
        for signal in signals {
            for contact in ["eva", "ben"] {
                #expect(
                    told.contains { $0[0] == signal[0] && $0[1] == contact && $0[2] == "begun" }, "\(contact) was not told of \(signal[0])")
            }
        }
        #expect(!signals.isEmpty && !acknowledged.isEmpty)
        let lines = mail.received.count + webhook.received.count
        Attachment.record(
            "kills: \(Self.kills), alarms: \(signals.count), acknowledged: \(acknowledged.count), messages: \(told.count), received: \(lines)",
            named: "notification-crash.txt")
        try await mail.end()
        try await webhook.end()
    }

    private func sqlite(_ file: String, _ query: String) async throws -> [[String]] {
        let folder = try TemporaryFolder()
        let process = try ChildProcess(
            try #require(ChildProcess.find("sqlite3")), ["-readonly", "-separator", "\t", file, query], output: folder.path + "/rows")
        #expect(try await process.exitStatus() == 0)
        return process.printed.split(separator: "\n").map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
    }
}
