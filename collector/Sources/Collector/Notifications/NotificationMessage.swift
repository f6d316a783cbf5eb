// What one person is told over one channel, in words.

import Alarms
import Conditions
import Crypto
import Vitals

/// A message as channels bring it: texts in the language of whoever reads it, and nothing that the channel must not know.
struct NotificationMessage: Hashable, Sendable {
    /// The same whenever it is sent again: the receiver can drop repeats.
    let key: String
    let contact: String
    let title: String
    let body: String
    let priority: AlarmPriority
    let reason: Notice.Reason
    let language: AlarmLanguage
    /// Where one touch acknowledges; `nil` where nothing is to be acknowledged, or nobody said where the collector can be reached.
    let acknowledgeURL: String?
    let acknowledgeLabel: String
    /// Where the alarm can be looked at.
    let pageURL: String?
    /// For programs; empty where the channel is private.
    let alarms: [AlarmMessage]
    /// Of the first alarm, for programs that number them.
    let alarmID: String
    let person: String
    let created: Timestamp

    /// `alarms`: those that this message is about, of one person; one, or several of lesser priority.
    init(
        key: String, to contact: NotificationRules.Contact, _ alarms: [AlarmMessage], reason: Notice.Reason, isPrivate: Bool,
        acknowledgeURL: String?, pageURL: String?, at now: Timestamp
    ) {
        let text = AlarmText(contact.language)
        let first = alarms[0]
        (self.contact, self.reason, language) = (contact.name, reason, contact.language)
        // An alarm's id names its condition.
        self.key = isPrivate ? Self.opaque(key) : key
        priority = alarms.map(\.priority).min { $0.rank < $1.rank } ?? first.priority
        let simulated = alarms.contains { $0.simulated } ? text.said(.simulated) + " · " : ""
        let lead = Self.lead(reason, first, text)
        (alarmID, person, created) = (isPrivate ? Self.opaque(first.id) : first.id, first.person, now)
        self.acknowledgeURL = reason == .over || reason == .acknowledged ? nil : acknowledgeURL
        self.pageURL = pageURL
        acknowledgeLabel = text.said(.acknowledge)
        guard !isPrivate else {
            title = simulated + lead + "\(first.person): \(text.discreet(priority))"
            body = ""
            self.alarms = []
            return
        }
        title = simulated + lead + "\(first.person): \(Self.said(first, text))"
        let more = alarms.dropFirst().map { Self.said($0, text) }
        let evidence = first.figures
        let trend = text.trend(evidence)
        let advice = reason == .over || reason == .acknowledged ? nil : ConditionKind(rawValue: first.condition).map(text.advice)
        body = (more + [trend, advice].compactMap(\.self)).joined(separator: "\n")
        self.alarms = alarms
    }

    /// A trial of a channel.
    init(trialOf channel: String, language: AlarmLanguage, at now: Timestamp) {
        let text = AlarmText(language)
        (key, contact, reason, self.language) = ("trial-\(channel)-\(now.milliseconds)", "trial", .begun, language)
        (title, body, priority) = (text.said(.trial), "", .info)
        (acknowledgeURL, pageURL, alarms, alarmID, person) = (nil, nil, [], "trial", "trial")
        (acknowledgeLabel, created) = ("", now)
    }

    private static func opaque(_ id: String) -> String {
        SHA256.hash(data: Array(id.utf8)).prefix(16).map { $0.padded(2, radix: 16) }.joined()
    }

    private static func lead(_ reason: Notice.Reason, _ alarm: AlarmMessage, _ text: AlarmText) -> String {
        switch reason {
        case .begun: ""
        case .reminder: text.said(.reminder) + " · "
        case .escalated: text.said(.escalated) + " · "
        case .unattended: text.said(.unattended) + " · "
        case .acknowledged: text.said(.acknowledged, alarm.acknowledged?.by ?? "") + " · "
        case .over: text.said(.over) + " · "
        }
    }

    /// The alarm's text in a language; as it was stored, where its condition is one that this version does not know.
    private static func said(_ alarm: AlarmMessage, _ text: AlarmText) -> String {
        guard let condition = ConditionKind(rawValue: alarm.condition) else { return alarm.text }
        return alarm.state == .off || alarm.state == .latched
            ? text.off(condition, alarm.figures) : text.on(condition, alarm.figures)
    }
}

extension AlarmPriority {
    /// High is first.
    var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

extension AlarmMessage {
    /// The evidence with what was measured first, as texts want it: the order of an object's keys says nothing.
    var figures: [Evidence] {
        evidence.map { Evidence(name: $0.key, value: $0.value.value, unit: $0.value.unit, series: $0.value.series) }
            .sorted { (Metric(key: $0.name) == nil ? 1 : 0, $0.name) < (Metric(key: $1.name) == nil ? 1 : 0, $1.name) }
    }
}
