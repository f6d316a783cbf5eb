// Whether alarms do their work: how many there are, whether anybody acts on them, and how soon people hear.

import Alarms
import GRDB
import Vitals

/// What became of the alarms of a stretch of time.
struct AlarmReport: Hashable, Sendable, Encodable {
    struct Latency: Hashable, Sendable, Encodable {
        /// Of the channel.
        let type: String
        let priority: String
        let messages: Int
        /// From the arrival of the value at its gateway to the server's receipt.
        let medianSeconds: Double
        let p99Seconds: Double
    }

    let days: Double
    let alarms: Int
    let alarmsPerPersonAndDay: [String: Double]
    let alarmsByPriority: [String: Int]
    /// Of the alarms that were told: those that somebody acknowledged.
    let actedOnShare: Double?
    let medianSecondsToAcknowledge: Double?
    let unattended: Int
    /// Alarms that nobody was told of, and why: `inhibited`, `snoozed`, `silenced`.
    let suppressed: [String: Int]
    let latencies: [Latency]

    /// `revisions`: in the order in which they were decided. `told`: type of channel, priority, seconds.
    init(_ revisions: [AlarmMessage], told: [(type: String, priority: String, seconds: Double)], days: Double) {
        struct Life {
            var person = ""
            var priority = ""
            var told: Timestamp?
            var acknowledged: Timestamp?
            var isUnattended = false
            var why: String?
        }
        var lives: [String: Life] = [:]
        for revision in revisions where revision.historical != true {
            var life = lives[revision.id] ?? Life()
            (life.person, life.priority) = (revision.person, revision.priority.rawValue)
            if revision.signal == true, life.told == nil { life.told = Timestamp(revision.changed) }
            if revision.state == .acknowledged, life.acknowledged == nil { life.acknowledged = Timestamp(revision.changed) }
            if revision.unattended == true { life.isUnattended = true }
            life.why = life.why ?? revision.suppression
            lives[revision.id] = life
        }
        let heard = lives.values.filter { $0.told != nil }
        let delays = heard.compactMap { life in life.acknowledged.flatMap { end in life.told.map { (end - $0).inSeconds } } }
        self.days = days
        alarms = lives.count
        alarmsPerPersonAndDay = Dictionary(grouping: lives.values, by: \.person).mapValues { Double($0.count) / max(days, 1.0 / 24) }
        alarmsByPriority = Dictionary(grouping: lives.values, by: \.priority).mapValues(\.count)
        actedOnShare = heard.isEmpty ? nil : Double(delays.count) / Double(heard.count)
        medianSecondsToAcknowledge = Self.share(0.5, of: delays)
        unattended = lives.values.count { $0.isUnattended }
        suppressed = Dictionary(grouping: lives.values.filter { $0.told == nil }.compactMap(\.why), by: \.self).mapValues(\.count)
        latencies = Dictionary(grouping: told) { [$0.type, $0.priority] }.map { key, entries in
            let seconds = entries.map(\.seconds)
            return Latency(
                type: key[0], priority: key[1], messages: entries.count, medianSeconds: Self.share(0.5, of: seconds) ?? 0,
                p99Seconds: Self.share(0.99, of: seconds) ?? 0)
        }.sorted { ($0.type, $0.priority) < ($1.type, $1.priority) }
    }

    private static func share(_ share: Double, of values: [Double]) -> Double? {
        values.isEmpty ? nil : values.sorted()[min(values.count - 1, Int(Double(values.count) * share))]
    }

    var text: String {
        func rounded(_ value: Double) -> String { "\((value * 100).rounded() / 100)" }
        func listed(_ counts: [String: Int]) -> String {
            counts.isEmpty
                ? "none" : counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
        }
        var lines = ["\(rounded(days)) days, \(alarms) alarms"]
        lines.append("  priority             \(listed(alarmsByPriority))")
        for (person, count) in alarmsPerPersonAndDay.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }).prefix(20) {
            lines.append("  a day, of \(person)".padded(23) + rounded(count))
        }
        lines.append(
            "  acted on             \(actedOnShare.map { "\(Int(($0 * 100).rounded())) % of those that were told" } ?? "none was told")")
        if let median = medianSecondsToAcknowledge {
            lines.append("  until acknowledged   median \(AlarmText().duration(.seconds(median)))")
        }
        lines.append("  unattended           \(unattended)")
        lines.append("  not told             \(listed(suppressed))")
        for latency in latencies {
            lines.append(
                "  \(latency.type), \(latency.priority)".padded(23)
                    + "\(latency.messages) messages, median \(rounded(latency.medianSeconds)) s, p99 \(rounded(latency.p99Seconds)) s after the value"
            )
        }
        return lines.joined(separator: "\n")
    }
}

extension AlarmMessage {
    /// What keeps the alarm quiet in this revision.
    var suppression: String? { inhibitedBy != nil ? "inhibited" : snoozed != nil ? "snoozed" : silenced != nil ? "silenced" : nil }
}

extension String {
    fileprivate func padded(_ width: Int) -> String { self + String(repeating: " ", count: max(1, width - count)) }
}
