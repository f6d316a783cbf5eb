import Conditions
import Foundation
import TestSupport
import Testing
import Vitals

@testable import Alarms

@Suite("Who is told, and when")
struct NotificationPlannerTests {
    private static let start = Timestamp("2026-11-30T12:00:00Z")!
    private static let rules = NotificationRules(
        contacts: [
            .init(name: "eva", channels: ["phone", "mail"], quiet: [DaySpan(from: 22 * 60, to: 7 * 60)]),
            .init(name: "ben", language: .german, channels: ["mail"]),
        ],
        teams: ["family": ["eva", "ben"]],
        onCall: ["nights": [.init(contact: "ben", span: DaySpan(weekdays: [0, 1, 2, 3, 4], from: 18 * 60, to: 8 * 60))]],
        rules: [
            .init(
                name: "urgent", priorities: [.high],
                steps: [.init(notify: ["eva"]), .init(wait: .seconds(300), notify: ["family"], isLoud: true)]),
            .init(name: "anna's battery", people: ["anna"], conditions: [.batteryLow], steps: [.init(notify: ["ben"])]),
            .init(name: "duty", priorities: [.medium], steps: [.init(notify: ["nights"]), .init(wait: .seconds(60), notify: ["eva"])]),
            .init(name: "rest", priorities: [.low], group: .seconds(30), steps: [.init(notify: ["eva"])]),
        ])
    private static let planner = NotificationPlanner(rules) { _ in .seconds(3600) }

    private struct Site {
        var escalation: Escalation?
        var now = start
        var revision = 0
        var news: AlarmNews

        init(_ condition: ConditionKind, person: String = "anna", at time: Timestamp = start) {
            now = time
            news = Site.news(condition, person, .on, 0, isSignal: false)
        }

        private static func news(
            _ condition: ConditionKind, _ person: String, _ state: AlarmState, _ revision: Int, isSignal: Bool, isPaused: Bool = false,
            by: String? = nil
        ) -> AlarmNews {
            AlarmNews(
                id: "a", revision: revision, person: person, condition: condition, priority: AlarmPriority(of: condition), state: state,
                isSignal: isSignal, isPaused: isPaused, acknowledgedBy: by)
        }

        mutating func say(_ state: AlarmState, isSignal: Bool = true, isPaused: Bool = false, by: String? = nil) -> [String] {
            revision += 1
            news = Self.news(news.condition, news.person, state, revision, isSignal: isSignal, isPaused: isPaused, by: by)
            return Self.texts(planner.take(news, &escalation, at: now))
        }

        mutating func wait(_ duration: Duration) -> [String] {
            now = now + duration
            guard var known = escalation else { return [] }
            defer { escalation = known }
            return Self.texts(planner.pass(news, &known, at: now))
        }

        private static func texts(_ notices: [Notice]) -> [String] {
            notices.map { "\($0.contact) \($0.reason.rawValue)\($0.isLoud ? " loud" : "")\($0.notBefore.map { " \($0)" } ?? "")" }
        }
    }

    @Test("Step after step until somebody acknowledges; then everybody who was told hears who it was, and that it is over")
    func escalation() {
        var site = Site(.heartRateHigh)
        #expect(site.say(.on) == ["eva begun"])
        #expect(site.wait(.seconds(299)) == [])
        #expect(site.wait(.seconds(1)) == ["eva escalated loud", "ben escalated loud"])
        #expect(site.say(.acknowledged, isSignal: false, by: "ben") == ["eva acknowledged"])
        #expect(site.wait(.seconds(3600)) == [])
        #expect(site.say(.off, isSignal: false) == ["eva over", "ben over"])
        #expect(site.say(.off, isSignal: false) == [])
    }

    @Test("Nobody answers the last step: everybody hears loudly that it is unattended, and again with each reminder")
    func unattended() {
        var site = Site(.heartRateHigh)
        _ = site.say(.on)
        #expect(site.say(.on) == ["eva reminder"])
        _ = site.wait(.seconds(300))
        #expect(site.wait(.seconds(300)) == ["eva unattended loud", "ben unattended loud"])
        #expect(site.say(.on) == ["eva unattended loud", "ben unattended loud"])
        #expect(site.wait(.seconds(86_400)) == [])
    }

    @Test("An acknowledgement that ends while the alarm goes on begins the waiting anew")
    func acknowledgedTooLong() {
        var site = Site(.heartRateHigh)
        _ = site.say(.on)
        _ = site.say(.acknowledged, isSignal: false, by: "eva")
        #expect(site.say(.on) == ["eva reminder"])
        #expect(site.wait(.seconds(300)) == ["eva escalated loud", "ben escalated loud"])
    }

    @Test("A revision that is known, or is no signal, tells nobody; what is quiet from the start begins with its first signal")
    func repeats() {
        var site = Site(.heartRateHigh)
        #expect(site.say(.on, isSignal: false, isPaused: true) == [])
        #expect(site.escalation == nil)
        #expect(site.say(.on) == ["eva begun"])
        let known = site.escalation
        #expect(NotificationPlannerTests.planner.take(site.news, &site.escalation, at: site.now) == [])
        #expect(site.escalation == known)
        #expect(site.say(.on, isSignal: false) == [])
    }

    @Test("While it is snoozed nobody is chased; afterwards the waiting goes on")
    func paused() {
        var site = Site(.heartRateHigh)
        _ = site.say(.on)
        #expect(site.say(.on, isSignal: false, isPaused: true) == [])
        #expect(site.wait(.seconds(301)) == [])
        #expect(site.say(.on) == ["eva reminder"])
        #expect(site.wait(.seconds(301)) == ["eva escalated loud", "ben escalated loud"])
    }

    @Test("Quiet hours hold everything but high alarms until their end, in the file's time zone")
    func quiet() {
        // 22:30 in Berlin.
        let night = Timestamp("2026-11-30T21:30:00Z")!
        var low = Site(.noData, at: night)
        #expect(low.say(.on) == ["eva begun 2026-12-01T06:00:00.000Z"])
        var high = Site(.heartRateHigh, at: night)
        #expect(high.say(.on) == ["eva begun"])
        // 21:59:45 and 30 s for others: quiet begins meanwhile.
        var edge = Site(.noData, at: Timestamp("2026-11-30T20:59:45Z")!)
        #expect(edge.say(.on) == ["eva begun 2026-12-01T06:00:00.000Z"])
        var day = Site(.noData, at: Timestamp("2026-11-30T12:00:00Z")!)
        #expect(day.say(.on) == ["eva begun 2026-11-30T12:00:30.000Z"])
    }

    @Test("Who is on duty hears first; where nobody is, the next step comes at once")
    func duty() {
        // Monday, 19:00 in Berlin.
        var night = Site(.irregularRhythm, at: Timestamp("2026-11-30T18:00:00Z")!)
        #expect(night.say(.on) == ["ben begun"])
        #expect(night.wait(.seconds(60)) == ["eva escalated"])
        var day = Site(.irregularRhythm)
        #expect(day.say(.on) == ["eva begun"])
    }

    @Test("The first rule that matches decides; where none does, nobody is told")
    func match() {
        var battery = Site(.batteryLow)
        #expect(battery.say(.on) == ["ben begun"])
        var other = Site(.batteryLow, person: "carl")
        #expect(other.say(.on).first?.hasPrefix("eva begun") == true)
        var info = Site(.sleepDesaturation)
        #expect(info.say(.on) == [])
        #expect(info.escalation == nil)
    }

    @Test("Of what needs nobody soon nobody is chased")
    func unchased() {
        var site = Site(.batteryLow)
        _ = site.say(.on)
        #expect(site.escalation?.next == nil)
    }

    @Test("A high alarm that is on and not acknowledged always has a next step, or is unattended; every stored state goes on as it was")
    func walks() throws {
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<2000 {
            var (site, restarted) = (Site(.heartRateHigh), Site(.heartRateHigh))
            for _ in 0..<30 {
                let choice = Int.random(in: 0..<6, using: &generator)
                func apply(_ site: inout Site) -> [String] {
                    switch choice {
                    case 0: site.say(.on)
                    case 1: site.say(.on, isSignal: false, isPaused: true)
                    case 2: site.say(.acknowledged, isSignal: false, by: "eva")
                    case 3: site.say(.latched, isSignal: true)
                    case 4: site.say(.off, isSignal: false)
                    default: site.wait(.seconds(200))
                    }
                }
                let told = apply(&site)
                if let state = restarted.escalation { restarted.escalation = try Self.stored(state) }
                #expect(apply(&restarted) == told)
                #expect(restarted.escalation == site.escalation)
                guard let escalation = site.escalation, site.news.state == .on, site.news.isSignal else { continue }
                #expect(escalation.next != nil || escalation.isUnattended, "\(escalation)")
                #expect(!escalation.told.isEmpty)
            }
        }
    }

    /// As the database gives it back.
    private static func stored(_ escalation: Escalation) throws -> Escalation {
        try JSONDecoder().decode(Escalation.self, from: JSONEncoder().encode(escalation))
    }

    @Test(
        "Days and hours, over midnight and over the week's end",
        arguments: [
            (DaySpan(from: 22 * 60, to: 7 * 60), "2026-11-30T23:00:00Z", true),
            (DaySpan(from: 22 * 60, to: 7 * 60), "2026-11-30T07:00:00Z", false),
            (DaySpan(weekdays: [6], from: 22 * 60, to: 7 * 60), "2026-11-30T06:59:00Z", true),
            (DaySpan(weekdays: [0], from: 22 * 60, to: 7 * 60), "2026-11-30T06:59:00Z", false),
            (DaySpan(weekdays: [5, 6], from: 0, to: 1440), "2026-11-29T23:59:00Z", true),
            (DaySpan(weekdays: [5, 6], from: 0, to: 1440), "2026-11-30T00:00:00Z", false),
        ])
    func spans(span: DaySpan, time: String, isIn: Bool) throws {
        #expect(span.contains(LocalTime(try #require(Timestamp(time)), utcOffset: .zero)) == isIn)
    }
}
