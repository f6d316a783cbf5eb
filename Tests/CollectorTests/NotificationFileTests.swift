import Alarms
import Conditions
import Foundation
import Logging
import Telemetry
import TestSupport
import Testing
import Vitals

@testable import Collector

@Suite("The notification file")
struct NotificationFileTests {
    private static func whole(_ folder: TemporaryFolder) throws -> String {
        for (name, text) in [
            ("token", "tk_0123456789"), ("secret", "whsec_" + Data(repeating: 7, count: 32).base64EncodedString()),
            ("password", "correct horse"),
        ] {
            try text.write(toFile: folder.path + "/" + name, atomically: true, encoding: .utf8)
        }
        return """
            time_zone: Europe/Berlin
            public_url: https://health.home.arpa/
            channels:
              phone: {ntfy: "https://ntfy.sh", topic: eva-1, token_file: \(folder.path)/token, private: yes}
              desk: {gotify: "http://localhost:8080", token_file: \(folder.path)/token}
              ward: {webhook: "http://localhost:9/hook", secret_file: \(folder.path)/secret}
              mail:
                smtp: smtp://mail.example.org:587
                user: vitalflow
                password_file: \(folder.path)/password
                from: vitalflow@example.org
                to: [eva@example.org, ben@example.org]
              ops: {alertmanager: "http://localhost:9093"}
              rest: {apprise: "http://localhost:8000", key: home, tag: eva}
            contacts:
              eva: {language: de, channels: [phone, mail], quiet: "22:00-07:00"}
              ben: {channels: [desk], quiet: ["mon-fri 09:00-17:00", "sat,sun 00:00-24:00"]}
            teams:
              family: [eva, ben]
            on_call:
              nights:
                - {contact: ben, when: "mon-fri 18:00-08:00"}
            rules:
              - name: urgent
                priorities: [high]
                steps:
                  - notify: eva
                  - {wait: 5m, notify: [family, nights], loud: yes}
              - people: [anna]
                conditions: [battery_low]
                group: 30s
                steps: [{notify: [ben]}]
            """
    }

    @Test("Everything that it can say arrives")
    func whole() throws {
        let folder = try TemporaryFolder()
        let file = try NotificationFile.parse(Self.whole(folder))
        #expect(file.channels.keys.sorted() == ["desk", "mail", "ops", "phone", "rest", "ward"])
        #expect(Set(file.channels.values.map(\.type)) == Set(Channel.types))
        #expect(file.channels["phone"]?.isPrivate == true)
        #expect(file.publicURL == "https://health.home.arpa")
        #expect(
            file.rules.contacts["eva"]
                == .init(name: "eva", language: .german, channels: ["phone", "mail"], quiet: [DaySpan(from: 1320, to: 420)]))
        #expect(
            file.rules.contacts["ben"]?.quiet == [
                DaySpan(weekdays: [0, 1, 2, 3, 4], from: 540, to: 1020), DaySpan(weekdays: [5, 6], from: 0, to: 1440),
            ])
        #expect(file.rules.teams == ["family": ["eva", "ben"]])
        #expect(file.rules.onCall["nights"]?.first?.contact == "ben")
        #expect(file.rules.rules.map(\.name) == ["urgent", "rule at line 29"])
        #expect(
            file.rules.rules[0].steps == [.init(notify: ["eva"]), .init(wait: .seconds(300), notify: ["family", "nights"], isLoud: true)])
        #expect(file.rules.rules[1].group == .seconds(30) && file.rules.rules[1].conditions == [.batteryLow])
        // 2026-07-01 is summer time.
        #expect(file.utcOffset(Timestamp("2026-07-01T12:00:00Z")!) == .seconds(7200))
        #expect(file.utcOffset(Timestamp("2026-12-01T12:00:00Z")!) == .seconds(3600))
    }

    @Test(
        "What is wrong is said with its line and with what to write instead",
        arguments: [
            ("channels: [", [1, 2], "no YAML"), ("- a", [1], "NAME: VALUE"), ("", [1], "empty"), ("contacts: {}", [1], "rules are missing"),
            ("rules: []\nchanels: {}", [2], "chanels that means nothing; there are time_zone"),
            ("rules: []\nrules: []", [1, 2], "twice"),
            ("time_zone: Mars/Olympus\nrules: []", [1], "Mars/Olympus is no time zone"),
            ("rules: []\nchannels:\n  a: {ntfy: \"ftp://x\", topic: t}", [3], "https:// or http://"),
            ("rules: []\nchannels:\n  a: {ntfy: \"https://user:word@x\", topic: t}", [3], "secrets go into files"),
            ("rules: []\nchannels:\n  a: {pigeon: x}", [3], "one of ntfy"),
            ("rules: []\nchannels:\n  a: {gotify: \"http://x\"}", [3], "needs token_file"),
            ("rules: []\nchannels:\n  a: {gotify: \"http://x\", token_file: /nowhere}", [3], "there is no such file"),
            ("rules: []\nchannels:\n  a: {smtp: \"smtp://x\", from: \"eva\", to: \"b@c\"}", [3], "eva is no mail address"),
            (
                "rules: []\nchannels:\n  a: {smtp: \"smtp://x\", from: \"e@x\", to: \"b@c\", user: u, security: none}", [3],
                "needs password_file"
            ),
            ("rules: []\ncontacts:\n  eva: {channels: [phone]}", [3], "there is no channel phone"),
            ("rules: []\ncontacts:\n  eva: {language: fr}", [3], "language fr is not there; there are en, de"),
            ("rules: []\ncontacts:\n  eva: {quiet: \"25:00-07:00\"}", [3], "hours such as"),
            ("rules:\n  - steps: [{notify: [eva]}]", [2], "there is no contact, team or duty eva"),
            ("rules:\n  - priorities: [urgent]\n    steps: []", [2, 3], "urgent is no priority; there are high"),
            ("rules:\n  - conditions: [hunger]\n    steps: []", [2, 3], "hunger is no condition"),
            ("rules:\n  - steps:\n    - {notify: []}\n    - {notify: []}", [3, 4], "every step but the first has a wait"),
            ("rules:\n  - group: soon\n    steps: []", [2, 3], "such as 90s, 5m or 2h"),
            (String(repeating: "# \n", count: 100_000), [1], "longer than"),
        ] as [(String, [Int], String)])
    func faults(text: String, lines: [Int], message: String) throws {
        let faults = try #require(throws: NotificationFile.Faults.self) { try NotificationFile.parse(text) }
        #expect(faults.description.contains(message), "\(faults)")
        #expect(faults.faults.contains { lines.contains($0.line) }, "\(faults)")
    }

    @Test("No fault says what is in a file of secrets")
    func secrets() throws {
        let folder = try TemporaryFolder()
        try "whsec_tooshort".write(toFile: folder.path + "/secret", atomically: true, encoding: .utf8)
        let faults = try #require(throws: NotificationFile.Faults.self) {
            try NotificationFile.parse("rules: []\nchannels:\n  a: {webhook: \"http://x\", secret_file: \(folder.path)/secret}")
        }
        #expect(!faults.description.contains("tooshort"))
        let file = try NotificationFile.parse(Self.whole(folder))
        #expect(!"\(file)".contains("tk_0123456789") && !"\(file)".contains("correct horse"))
    }

    @Test("A file that gets a fault while everything runs changes nothing; one that is mended is used")
    func reload() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/notifications.yaml"
        func write(_ rules: Int) throws {
            let rule = "\n  - {steps: [{notify: [eva]}]}"
            try
                "channels: {a: {alertmanager: \"http://localhost\"}}\ncontacts: {eva: {channels: [a]}}\nrules:\(String(repeating: rule, count: rules))"
                .write(toFile: path, atomically: true, encoding: .utf8)
        }
        try write(1)
        let metrics = CollectorMetrics()
        let watch = try NotificationFileWatch(
            path, metrics: metrics.notifications, logger: .init(label: "test") { _ in SwiftLogNoOpLogHandler() })
        #expect(watch.current().rules.rules.count == 1)
        try "rules: [{}]".write(toFile: path, atomically: true, encoding: .utf8)
        #expect(watch.current().rules.rules.count == 1)
        #expect(metrics.registry.prometheusText().contains("vitalflow_notification_rules_valid 0"))
        try write(2)
        #expect(watch.current().rules.rules.count == 2)
        #expect(metrics.registry.prometheusText().contains("vitalflow_notification_rules_valid 1"))
        try FileManager.default.removeItem(atPath: path)
        #expect(watch.current().rules.rules.count == 2)
    }
}
