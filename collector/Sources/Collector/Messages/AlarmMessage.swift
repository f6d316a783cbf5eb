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
    }
}
