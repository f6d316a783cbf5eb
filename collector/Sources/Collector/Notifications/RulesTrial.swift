// What rules would have done: the alarms of the past go through the planner as they went then.

import Alarms
import Conditions
import Vitals

/// The outcome of rules over a stretch of the past.
struct RulesTrial: Hashable, Sendable, Encodable {
    struct Count: Hashable, Sendable, Encodable {
        /// Messages in all.
        var messages = 0
        /// Of them by contact, by priority, and by reason.
        var contacts: [String: Int] = [:]
        var priorities: [String: Int] = [:]
        var reasons: [String: Int] = [:]
    }

    private(set) var days = 0.0
    /// Alarms that began.
    private(set) var alarms = 0
    private(set) var count = Count()
    /// Messages that waited for the end of quiet hours, or for others of the same person.
    private(set) var held = 0
    /// Alarms that nobody was told of, and why: `snoozed`, `silenced`, `inhibited`, `no_rule`.
    private(set) var untold: [String: Int] = [:]
    /// Times that an unstable condition came back without being told anew.
    private(set) var unstable = 0
    /// Alarms that nobody acknowledged in time.
    private(set) var unattended = 0

    var perDay: Double { days > 0 ? Double(count.messages) / days : 0 }

    /// `revisions`: in the order in which they were decided.
    init(_ revisions: [AlarmMessage], by planner: NotificationPlanner, rules: NotificationRules, from start: Timestamp, to end: Timestamp) {
        days = (end - start).inSeconds / 86_400
        var open: [String: (escalation: Escalation, news: AlarmNews)] = [:]
        var silent: [String: String] = [:]
        func take(_ notices: [Notice], _ news: AlarmNews, at now: Timestamp) {
            for notice in notices {
                count.messages += 1
                count.contacts[notice.contact, default: 0] += 1
                count.priorities[news.priority.rawValue, default: 0] += 1
                count.reasons[notice.reason.rawValue, default: 0] += 1
                if notice.notBefore.map({ $0 > now }) == true { held += 1 }
                if notice.reason == .unattended { unattended += 1 }
            }
        }
        func pass(until now: Timestamp) {
            while let due = open.filter({ $0.value.escalation.next.map { $0 <= now } ?? false })
                .min(by: { ($0.value.escalation.next ?? .last, $0.key) < ($1.value.escalation.next ?? .last, $1.key) })
            {
                var escalation = due.value.escalation
                let time = escalation.next ?? now
                take(planner.pass(due.value.news, &escalation, at: time), due.value.news, at: time)
                open[due.key]?.escalation = escalation
            }
        }
        for message in revisions {
            guard let news = AlarmNews(message), let changed = Timestamp(message.changed) else { continue }
            pass(until: changed)
            if message.revision == 1 {
                alarms += 1
                silent[news.id] = rules.rule(for: news.person, news.priority, news.condition) == nil ? "no_rule" : message.suppression
            } else if message.unstable == true, !news.isSignal, message.state == .on {
                unstable += 1
            }
            var escalation = open[news.id]?.escalation
            take(planner.take(news, &escalation, at: changed), news, at: changed)
            open[news.id] = escalation.map { ($0, news) }
            if escalation != nil { silent[news.id] = nil }
            if news.state == .off, let why = silent.removeValue(forKey: news.id) { untold[why, default: 0] += 1 }
        }
        pass(until: end)
        for why in silent.values { untold[why, default: 0] += 1 }
    }
}
