// A person whose conditions come and go, people who look after them or not, channels that fail, and a clock that may jump: after each step all that
// has to hold is checked.

package import Alarms
import Conditions
import Foundation
package import Vitals

/// The alarm machine, the planner of notifications and the breakers of two channels, as the collector joins them, with the invariants:
/// what is present has its alarm; a high one that nobody acknowledged or paused is signalled within three minutes, and each signal is tried over a
/// channel within seven; only a named person keeps a high one quiet; no message is lost; a restart changes nothing; time asks for nothing twice.
package struct AlarmModel {
    package enum Input: Hashable, CaseIterable, Sendable {
        case rateUp, rateDown, rhythmUp, rhythmDown, contactLost, contactBack
        case acknowledge, snooze, silence, resume
        case channelFails, channelWorks
        case wait, waitLong, clockBack
    }

    /// A message on its way.
    private struct Message: Hashable {
        let alarm: String
        let isHigh: Bool
        let reason: Notice.Reason
        /// Time that went by since it was decided.
        var age = Duration.zero
        var isTried = false
    }

    private static let planner = NotificationPlanner(
        NotificationRules(
            contacts: [.init(name: "eva", channels: ["first", "second"]), .init(name: "ben", channels: ["second"])],
            rules: [.init(name: "all", steps: [.init(notify: ["eva"]), .init(wait: .seconds(300), notify: ["ben"])])])
    ) { _ in .zero }
    /// A reminder is due after two minutes, and time passes in minutes.
    private static let untoldMax = Duration.seconds(180)
    /// The longest rest of a channel, a tenth of jitter, and a minute.
    private static let untriedMax = Duration.seconds(400)

    private let person = PersonID(unassigned: DeviceAddress(rawValue: 1)!)
    package private(set) var book: AlarmBook
    package private(set) var now = Timestamp(milliseconds: 1_795_417_200_000)
    private var present: Set<ConditionKind> = []
    /// The latest revision of each alarm.
    package private(set) var alarms: [String: Alarm] = [:]
    /// Time since a high alarm, which nobody keeps quiet, was last told, as far as it went on forwards.
    private var untold: [String: Duration] = [:]
    private var escalations: [String: Escalation] = [:]
    private var waiting: [Message] = []
    private var works = true
    private var health = ChannelHealth()
    /// Messages decided on, and arrived.
    package private(set) var decided = 0
    package private(set) var arrived = 0
    package private(set) var faults: [String] = []
    /// Restarts it after each step.
    package var restarts = false

    package init() { book = AlarmBook(person: person) }

    package mutating func step(_ input: Input) {
        switch input {
        case .rateUp: begin(.heartRateHigh)
        case .rateDown: end(.heartRateHigh)
        case .rhythmUp: begin(.irregularRhythm)
        case .rhythmDown: end(.irregularRhythm)
        case .contactLost: begin(.noSkinContact)
        case .contactBack: end(.noSkinContact)
        case .acknowledge:
            guard let alarm = book.active.first else { return }
            act(AlarmAction(.acknowledge, of: person, alarm: alarm.id, by: "eva", because: "seen"))
        case .snooze: act(AlarmAction(.snooze, of: person, condition: .heartRateHigh, by: "eva", because: "stairs", for: .seconds(600)))
        case .silence: act(AlarmAction(.silence, of: person, by: "eva", because: "shower", for: .seconds(900)))
        case .resume: act(AlarmAction(.resume, of: person, by: "eva", because: "back"))
        case .channelFails: works = false
        case .channelWorks: works = true
        case .wait: pass(.seconds(60))
        case .waitLong: for _ in 0..<20 { pass(.seconds(60)) }
        case .clockBack:
            now = now - .seconds(1800)
            for id in escalations.keys { escalations[id]?.shift(by: .seconds(1800)) }
            take(book.tick(at: now))
            if book.isDue(at: now) { faults.append("due again at once after the clock was set back") }
        }
        send(at: now)
        check(input)
    }

    private mutating func begin(_ kind: ConditionKind) {
        now = now + .seconds(1)
        present.insert(kind)
        take(book.apply(change(kind, true)))
    }

    private mutating func end(_ kind: ConditionKind) {
        now = now + .seconds(1)
        present.remove(kind)
        take(book.apply(change(kind, false)))
    }

    private mutating func act(_ action: AlarmAction) {
        now = now + .seconds(1)
        take(book.apply(action, at: now))
    }

    package mutating func pass(_ duration: Duration) {
        now = now + duration
        for (id, alarm) in alarms where alarm.state == .on && alarm.priority == .high && !isPaused(alarm) {
            untold[id, default: .zero] += duration
        }
        for place in waiting.indices { waiting[place].age += duration }
        let isDue = book.isDue(at: now)
        let changed = book.tick(at: now)
        if !isDue, !changed.isEmpty { faults.append("tick changed \(changed.map(\.id)) without being due") }
        take(changed)
        if book.isDue(at: now) { faults.append("due again at once") }
        for alarm in book.active where alarm.priority == .high && alarm.state == .on {
            if let untold = untold[alarm.id], untold > Self.untoldMax { faults.append("\(alarm.id) was not told for \(untold)") }
        }
        for (id, alarm) in alarms {
            guard var escalation = escalations[id] else { continue }
            note(Self.planner.pass(AlarmNews(alarm), &escalation, at: now), alarm)
            escalations[id] = escalation
        }
        // A channel that fails is tried again after seconds, not after the steps in which time passes here.
        let pauses = 6
        for pause in 1...pauses { send(at: now - duration + duration * Double(pause) / Double(pauses)) }
    }

    private func change(_ kind: ConditionKind, _ isPresent: Bool) -> ConditionChange {
        ConditionChange(person: person, kind: kind, isPresent: isPresent, at: now, since: now, evidence: [], isSimulated: false)
    }

    private func isPaused(_ alarm: Alarm) -> Bool {
        alarm.handling.snoozed != nil || alarm.handling.silenced != nil || alarm.handling.inhibitedBy != nil
    }

    private mutating func take(_ changed: [Alarm]) {
        for alarm in changed {
            if alarm.revision != (alarms[alarm.id]?.revision ?? 0) + 1 { faults.append("\(alarm.id) has revision \(alarm.revision)") }
            if alarm.handling.isSignal || isPaused(alarm) || alarm.state != .on { untold[alarm.id] = .zero }
            alarms[alarm.id] = alarm
            var escalation = escalations[alarm.id]
            let notices = Self.planner.take(AlarmNews(alarm), &escalation, at: now)
            escalations[alarm.id] = escalation
            if alarm.handling.isSignal, notices.isEmpty { faults.append("\(alarm.id) is a signal, and nobody is told") }
            note(notices, alarm)
        }
    }

    private mutating func note(_ notices: [Notice], _ alarm: Alarm) {
        for notice in notices {
            decided += 1
            waiting.append(Message(alarm: alarm.id, isHigh: alarm.priority == .high, reason: notice.reason))
        }
    }

    /// The first channel is tried when it has rested; once it counts as failing, what waits goes over the second.
    private mutating func send(at time: Timestamp) {
        while let place = waiting.indices.first(where: { _ in health.isRested(at: time) }) {
            waiting[place].isTried = true
            guard works else {
                health.failed(at: time, jitter: 1)
                break
            }
            health.succeeded()
            waiting.remove(at: place)
            arrived += 1
        }
        if health.isFailing {
            arrived += waiting.count
            waiting = []
        }
        for message in waiting where message.isHigh && !message.isTried && message.age > Self.untriedMax {
            faults.append("a message about \(message.alarm) was not tried for \(message.age)")
        }
        if decided != arrived + waiting.count {
            faults.append("\(decided) messages were decided on, \(arrived) arrived and \(waiting.count) wait")
        }
    }

    private mutating func check(_ input: Input) {
        let active = book.active
        for kind in present where !active.contains(where: { $0.condition == kind && ($0.state == .on || $0.state == .acknowledged) }) {
            faults.append("\(kind) is present, and no alarm says so")
        }
        for alarm in active where alarm.priority == .high && alarm.state == .on {
            if alarm.handling.inhibitedBy != nil { faults.append("a high alarm is inhibited") }
            if isPaused(alarm), (alarm.handling.snoozed ?? alarm.handling.silenced)?.by != "eva" {
                faults.append("nobody paused \(alarm.id)")
            }
            if alarm.handling.signals == 0, !isPaused(alarm) { faults.append("\(alarm.id) was never told") }
            if alarm.handling.signals > 0, escalations[alarm.id]?.told.isEmpty != false { faults.append("nobody was told of \(alarm.id)") }
        }
        guard restarts else { return }
        if let copy = try? JSONDecoder().decode(AlarmBook.self, from: JSONEncoder().encode(book)) {
            if copy != book { faults.append("a restart changed the book") }
            book = copy
        }
        if let copy = try? JSONDecoder().decode([String: Escalation].self, from: JSONEncoder().encode(escalations)) {
            if copy != escalations { faults.append("a restart changed an escalation") }
            escalations = copy
        }
        // What is known of a channel is forgotten: it is tried anew.
        if !works { health = ChannelHealth() }
    }
}
