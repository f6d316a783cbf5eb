// One revision of an alarm as JSON: stored, published and streamed with the same bytes.

package import Alarms
import Conditions
import Vitals

package struct AlarmMessage: Hashable, Sendable, Codable {
    package struct Figure: Hashable, Sendable, Codable {
        package let value: Double
        /// UCUM.
        package let unit: String
        /// The values behind the figure, oldest first; absent where there is one.
        package let series: [Double]?
    }

    /// A snooze, a silence or an acknowledgement.
    package struct Pause: Hashable, Sendable, Codable {
        package let by: String
        package let reason: String
        package let from: String
        package let until: String

        init(_ pause: AlarmPause) {
            (by, reason) = (pause.by, pause.reason)
            (from, until) = (pause.from.description, pause.until.description)
        }
    }

    package let id: String
    package let revision: Int
    package let person: String
    package let condition: String
    package let kind: AlarmKind
    package let priority: AlarmPriority
    package let state: AlarmState
    package let since: String
    package let changed: String
    package let text: String
    package let evidence: [String: Figure]
    /// What decided, and its version: `limit/1`.
    package let detector: String?
    package let simulated: Bool
    /// True of what came too late to be told: it is shown, and nobody is called.
    package let historical: Bool?
    /// Whether this revision is to be told to people: the first one, a reminder, one after a pause. Absent: as `true`.
    package let signal: Bool?
    package let acknowledged: Pause?
    package let snoozed: Pause?
    package let silenced: Pause?
    /// The condition that speaks for this one.
    package let inhibitedBy: String?
    package let unstable: Bool?
    package let unattended: Bool?

    private enum CodingKeys: String, CodingKey {
        case id, revision, person, condition, kind, priority, state, since, changed, text, evidence, detector, simulated, historical, signal
        case acknowledged, snoozed, silenced, unstable, unattended
        case inhibitedBy = "inhibited_by"
    }

    package init(_ alarm: Alarm, isHistorical: Bool = false) {
        id = alarm.id
        revision = alarm.revision
        person = alarm.person.text
        condition = alarm.condition.rawValue
        kind = alarm.kind
        priority = alarm.priority
        state = alarm.state
        since = alarm.since.description
        changed = alarm.changed.description
        text = alarm.text
        evidence = Dictionary(alarm.evidence.map { ($0.name, Figure(value: $0.value, unit: $0.unit, series: $0.series)) }) { first, _ in
            first
        }
        detector = alarm.condition.detector
        simulated = alarm.isSimulated
        historical = isHistorical ? true : nil
        let handling = alarm.handling
        signal = handling.isSignal
        acknowledged = handling.acknowledged.map { Pause($0) }
        snoozed = handling.snoozed.map { Pause($0) }
        silenced = handling.silenced.map { Pause($0) }
        inhibitedBy = handling.inhibitedBy?.rawValue
        unstable = handling.isUnstable ? true : nil
        unattended = handling.isUnattended ? true : nil
    }
}
