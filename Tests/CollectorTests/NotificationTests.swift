import Alarms
import Conditions
import EventLog
import Foundation
import GRDB
import Logging
import Synchronization
import TestSupport
import Testing
import Transfer
import Vitals

@testable import Collector

/// A collector's notifications, from the views to real receivers; the clock is the test's.
private final class NotificationSite: Sendable {
    let folder: TemporaryFolder
    let views: Views
    let service: NotificationService
    let watch: NotificationFileWatch
    let metrics = CollectorMetrics()
    let clock: ManualTime

    final class ManualTime: Sendable {
        private let time: Mutex<Timestamp>

        init(_ time: Timestamp) { self.time = Mutex(time) }

        var now: Timestamp { time.withLock { $0 } }

        func pass(_ duration: Duration) { time.withLock { $0 = $0 + duration } }
    }

    init(_ folder: TemporaryFolder, _ yaml: String, clock: ManualTime) throws {
        (self.folder, self.clock) = (folder, clock)
        let path = folder.path + "/notifications.yaml"
        try yaml.write(toFile: path, atomically: true, encoding: .utf8)
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        var limits = MonitorLimits.standard
        limits.heartRateDelay = .seconds(5)
        views = try Views(folder, limits: limits, now: clock.now)
        watch = try NotificationFileWatch(path, metrics: metrics.notifications, logger: logger)
        service = NotificationService(
            rules: watch, store: try NotificationStore(file: NotificationStore.file(in: folder.path)), views: views.views, log: views.log,
            links: try ActionLinks(dataDirectory: folder.path), signal: WakeSignal(), metrics: metrics.notifications,
            clock: WallClock { clock.now }, logger: logger)
    }

    /// Seconds of a heart, `sequence` on, and what comes of it.
    func hear(_ rate: Int, seconds: Int, from sequence: UInt64) async throws {
        for second in 0..<UInt64(seconds) {
            clock.pass(.seconds(1))
            try await views.append([.heartRates(sequence + second, at: clock.now, rates: [UInt8(rate)])], received: clock.now)
        }
        try await views.project()
    }

    /// Decides and sends everything that is due.
    func tell() async throws {
        let file = watch.current()
        while try await service.plan(by: file) {}
        for channel in file.channels.values { await service.send(over: channel, by: file) }
    }

    func states() async throws -> [String] {
        try await service.store.pool.read { db in
            try Row.fetchAll(db, sql: "SELECT contact, channel, reason, state FROM notification ORDER BY notification_id")
                .map { "\($0[0] as String) \($0[1] as String) \($0[2] as String) \($0[3] as String)" }
        }
    }
}

@Suite("Notifications, to real receivers")
struct NotificationTests {
    private let folder: TemporaryFolder
    private let clock = NotificationSite.ManualTime(Views.start)

    init() throws { folder = try TemporaryFolder() }

    private func secret(_ name: String, _ text: String) throws -> String {
        let path = folder.path + "/" + name
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    private static let rules = """
        rules:
          - priorities: [high]
            steps: [{notify: [eva]}, {wait: 5m, notify: [eva, ben]}]
          - steps: [{notify: [ben]}]
        """

    @Test(
        "A fast heart: ntfy rings with a button that acknowledges, in German; mail goes over STARTTLS with a login; both hear who took it on, and that it is over"
    )
    func phoneAndMail() async throws {
        let ntfy = try await Receiver("ntfy", in: folder.path, environment: ["NTFY_TOKEN": "tk_0123456789abcdef"])
        let smtp = try await Receiver("smtp", in: folder.path)
        let site = try NotificationSite(
            folder,
            """
            public_url: http://127.0.0.1:1
            channels:
              phone: {ntfy: "http://127.0.0.1:\(ntfy.port)", topic: eva-1, token_file: \(try secret("token", "tk_0123456789abcdef"))}
              mail:
                smtp: smtp://localhost:\(smtp.port)
                ca_file: \(folder.path)/ca.pem
                user: vitalflow
                password_file: \(try secret("password", "correct horse battery"))
                from: vitalflow@example.org
                to: ben@example.org
            contacts:
              eva: {language: de, channels: [phone]}
              ben: {channels: [mail]}
            """ + "\n" + Self.rules, clock: clock)
        try await site.tell()
        try await site.hear(150, seconds: 20, from: 1)
        try await site.tell()
        #expect(try await site.states() == ["eva phone begun delivered"])
        let push = try #require(ntfy.received.first)
        #expect(push.contains("anna: Herzfrequenz 150/min, über 120") && push.contains("\"priority\": 5"), "\(push)")
        #expect(push.contains("Ich kümmere mich") && push.contains("http://127.0.0.1:1/v1/act/"), "\(push)")
        // Nobody answers for five minutes: ben gets a mail.
        clock.pass(.seconds(301))
        try await site.tell()
        #expect(try await site.states().suffix(2) == ["eva phone escalated delivered", "ben mail escalated delivered"])
        let mail = try #require(smtp.received.first)
        #expect(mail.contains("Nobody answered · anna: Heart rate 150/min, above 120"), "\(mail)")
        #expect(mail.contains("auto-generated") && mail.contains("ben@example.org"), "\(mail)")
        // Ben touches the button.
        let alarm = try #require(try await site.views.alarms().first)
        _ = try await site.views.log.append([
            .own(
                .alarmAction, JSON.bytes(AlarmAction(.acknowledge, of: PersonID("anna"), alarm: alarm.id, by: "ben", because: "x")),
                at: clock.now)
        ])
        try await site.views.project()
        try await site.tell()
        #expect(try await site.states().last == "eva phone acknowledged delivered")
        #expect(ntfy.received.last?.contains("ben kümmert sich") == true)
        try await site.hear(70, seconds: 20, from: 100)
        try await site.tell()
        #expect(try await site.states().suffix(2) == ["eva phone over delivered", "ben mail over delivered"])
        #expect(ntfy.received.last?.contains("Vorbei · anna: Herzfrequenz") == true, "\(ntfy.received.last ?? "")")
        let told = try await NotificationProgram(file: nil, dataDirectory: folder.path).list(waiting: false, limit: 10, isJSON: false)
        #expect(told.split(separator: "\n").count == 6, "\(told)")
        try await ntfy.end()
        try await smtp.end()
    }

    @Test("Gotify, a webhook with its signature, and Apprise take what they are sent; a private channel hears neither value nor condition")
    func others() async throws {
        let secret = "whsec_" + Data((0..<32).map { UInt8($0) }).base64EncodedString()
        let gotify = try await Receiver("gotify", in: folder.path, environment: ["GOTIFY_TOKEN": "Atoken0123456"])
        let webhook = try await Receiver("webhook", in: folder.path, environment: ["WEBHOOK_SECRET": secret])
        let apprise = try await Receiver("apprise", in: folder.path)
        let site = try NotificationSite(
            folder,
            """
            channels:
              desk: {gotify: "http://127.0.0.1:\(gotify.port)", token_file: \(try self.secret("token", "Atoken0123456")), private: yes}
              ward: {webhook: "http://127.0.0.1:\(webhook.port)/hook", secret_file: \(try self.secret("secret", secret))}
              rest: {apprise: "http://127.0.0.1:\(apprise.port)", key: home}
            contacts:
              eva: {channels: [desk, ward, rest]}
            rules:
              - steps: [{notify: [eva], loud: yes}]
            """, clock: clock)
        try await site.tell()
        try await site.hear(150, seconds: 20, from: 1)
        try await site.tell()
        let states = try await site.states()
        #expect(Set(states) == ["eva desk begun delivered", "eva ward begun delivered", "eva rest begun delivered"], "\(states)")
        let push = try #require(gotify.received.first)
        #expect(push.contains("anna: Alarm, priority high") && !push.contains("150") && !push.contains("eart"), "\(push)")
        let message = NotificationMessage(
            key: "anna-heart_rate_high-1/1/begun-1/eva/desk", to: .init(name: "eva", channels: []),
            [try #require(try await site.views.alarms().first)],
            reason: .begun, isPrivate: true, acknowledgeURL: nil, pageURL: nil, at: clock.now)
        let mail = MailChannel(url: "smtp://localhost", security: .none, login: nil, from: "a@b", to: ["c@d"]).request(for: message)
        #expect(!String(decoding: mail.body, as: UTF8.self).contains("heart"))
        let hook = try #require(webhook.received.first)
        #expect(hook.contains("\"valid\": true") && hook.contains("heart_rate_high"), "\(hook)")
        #expect(apprise.received.first?.contains("failure") == true)
        for receiver in [gotify, webhook, apprise] { try await receiver.end() }
    }

    @Test("A channel that fails rests, hands on to the next one, and is itself an alarm; what arrives again has the same key")
    func failing() async throws {
        let secret = "whsec_" + Data((0..<32).map { UInt8($0) }).base64EncodedString()
        let webhook = try await Receiver("webhook", in: folder.path, failFirst: 2, environment: ["WEBHOOK_SECRET": secret])
        let nowhere = try LoopbackPort.free()
        let site = try NotificationSite(
            folder,
            """
            channels:
              broken: {alertmanager: "http://127.0.0.1:\(nowhere)"}
              ward: {webhook: "http://127.0.0.1:\(webhook.port)/hook", secret_file: \(try self.secret("secret", secret))}
            contacts:
              eva: {channels: [broken, ward]}
              ben: {channels: [ward]}
            """ + "\n" + Self.rules, clock: clock)
        try await site.tell()
        try await site.hear(150, seconds: 20, from: 1)
        for _ in 0..<4 {
            try await site.tell()
            clock.pass(.seconds(10))
        }
        #expect(try await site.states().contains("eva broken begun handed_on"))
        for _ in 0..<6 {
            try await site.tell()
            try await site.views.project()
            clock.pass(.seconds(10))
        }
        let states = try await site.states()
        #expect(states.contains("eva ward begun delivered"), "\(states)")
        #expect(states.contains("ben ward begun delivered"), "the channel's own alarm: \(states)")
        let keys = webhook.received.compactMap { try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] }.compactMap {
            $0["id"] as? String
        }
        #expect(keys.count > Set(keys).count, "two attempts failed: \(keys)")
        #expect(try await site.views.alarms().contains { $0.condition == "channel_failing" && $0.person == "channel-broken" })
        try await webhook.end()
    }

    @Test("What was told is told once, over a restart and over views that were made anew; what was not yet is told after it")
    func restart() async throws {
        let secret = "whsec_" + Data((0..<32).map { UInt8($0) }).base64EncodedString()
        let webhook = try await Receiver("webhook", in: folder.path, environment: ["WEBHOOK_SECRET": secret])
        let yaml =
            """
            channels:
              ward: {webhook: "http://127.0.0.1:\(webhook.port)/hook", secret_file: \(try self.secret("secret", secret))}
            contacts:
              eva: {channels: [ward]}
              ben: {channels: [ward]}
            """ + "\n" + Self.rules
        let first = try NotificationSite(folder, yaml, clock: clock)
        try await first.tell()
        try await first.hear(150, seconds: 20, from: 1)
        // Decided, not sent, when it is killed.
        while try await first.service.plan(by: first.watch.current()) {}
        let second = try NotificationSite(folder, yaml, clock: clock)
        try await second.tell()
        try await second.tell()
        #expect(webhook.received.count == 1)
        // Views that a replay made: the same revisions under other numbers.
        let fresh = try ViewsDatabase(file: folder.path + "/views-2.sqlite")
        try second.views.views.replace(with: folder.path + "/views-2.sqlite")
        _ = fresh
        try await second.views.project()
        try await second.tell()
        #expect(webhook.received.count == 1)
        try await webhook.end()
    }

    @Test("In quiet hours nothing of lesser priority comes; what is over before their end is not told at all")
    func quiet() async throws {
        let secret = "whsec_" + Data((0..<32).map { UInt8($0) }).base64EncodedString()
        let webhook = try await Receiver("webhook", in: folder.path, environment: ["WEBHOOK_SECRET": secret])
        // The clock begins at 07:00 UTC.
        let site = try NotificationSite(
            folder,
            """
            time_zone: UTC
            channels:
              ward: {webhook: "http://127.0.0.1:\(webhook.port)/hook", secret_file: \(try self.secret("secret", secret))}
            contacts:
              eva: {channels: [ward], quiet: "06:00-09:00"}
            rules:
              - steps: [{notify: [eva]}]
            """, clock: clock)
        try await site.tell()
        try await site.hear(70, seconds: 5, from: 1)
        // Silence for a minute: no data, of low priority.
        clock.pass(.seconds(60))
        _ = try await site.views.log.append([.own(.time, [], at: clock.now)])
        try await site.views.project()
        try await site.tell()
        #expect(try await site.states() == ["eva ward begun waiting"])
        try await site.hear(70, seconds: 5, from: 100)
        try await site.tell()
        #expect(try await site.states() == ["eva ward begun overtaken"])
        clock.pass(.seconds(3 * 3600))
        try await site.tell()
        #expect(webhook.received.isEmpty)
        try await webhook.end()
    }
}

@Suite("Notifications, to Alertmanager")
struct AlertmanagerTests {
    @Test("An alarm is an alert with its labels, is told again after Alertmanager forgot it, and is resolved when it is over")
    func alertmanager() async throws {
        let program = try #require(ChildProcess.find("prometheus-alertmanager"), "prometheus-alertmanager is not installed: run make test")
        let folder = try TemporaryFolder()
        // Alertmanager goes by the real time.
        let clock = NotificationSite.ManualTime(WallClock.system.now() - .seconds(120))
        let port = try LoopbackPort.free()
        try "route: {receiver: none}\nreceivers: [{name: none}]\n".write(
            toFile: folder.path + "/alertmanager.yml", atomically: true, encoding: .utf8)
        func start() throws -> ChildProcess {
            try ChildProcess(
                program,
                [
                    "--config.file=\(folder.path)/alertmanager.yml", "--web.listen-address=127.0.0.1:\(port)", "--cluster.listen-address=",
                    "--storage.path=\(folder.path)/alertmanager-\(UUID().uuidString)",
                ], output: folder.path + "/alertmanager.log")
        }
        let url = "http://127.0.0.1:\(port)"
        func alerts() async throws -> String { try await HTTPExchange.get(url + "/api/v2/alerts", host: nil).text }
        func isUp() async throws -> Bool { try await HTTPExchange.get(url + "/-/ready", host: nil).status == 200 }
        let first = try start()
        try await Eventually.holds("Alertmanager is ready", within: 60) { try await isUp() }
        let site = try NotificationSite(
            folder,
            """
            channels: {ops: {alertmanager: "\(url)"}}
            contacts: {eva: {channels: [ops]}}
            rules: [{priorities: [high], steps: [{notify: [eva]}]}]
            """, clock: clock)
        try await site.tell()
        try await site.hear(150, seconds: 20, from: 1)
        try await site.tell()
        #expect(try await site.states() == ["eva ops begun delivered"])
        let told = try await alerts()
        for part in [#""alertname":"heart_rate_high""#, #""person":"anna""#, #""severity":"critical""#, #""state":"active""#] {
            #expect(told.contains(part), "\(told)")
        }
        _ = try await first.terminate()
        let second = try start()
        try await Eventually.holds("Alertmanager is ready again", within: 60) { try await isUp() }
        #expect(try await alerts() == "[]\n")
        clock.pass(.seconds(61))
        try await site.tell()
        #expect(try await alerts().contains("heart_rate_high"))
        try await site.hear(70, seconds: 20, from: 100)
        let alarm = try #require(try await site.views.alarms().first)
        _ = try await site.views.log.append([
            .own(
                .alarmAction, JSON.bytes(AlarmAction(.acknowledge, of: PersonID("anna"), alarm: alarm.id, by: "eva", because: "x")),
                at: clock.now)
        ])
        try await site.views.project()
        try await site.tell()
        try await Eventually.holds("the alert is resolved", within: 60) { try await alerts() == "[]\n" }
        _ = try await second.terminate()
    }
}
