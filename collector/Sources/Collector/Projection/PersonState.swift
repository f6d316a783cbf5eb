// What the projection remembers of a person between batches, and between runs.

import Alarms
import Conditions
import Vitals

/// A person's detectors and alarms.
struct PersonState: Codable {
    var monitor: PersonMonitor
    var book: AlarmBook

    init(person: PersonID, limits: MonitorLimits) {
        monitor = PersonMonitor(person: person, limits: limits)
        book = AlarmBook(person: person)
    }

    /// What the alarms become with changes of conditions.
    mutating func apply(_ changes: [ConditionChange]) -> [Alarms.Alarm] {
        changes.flatMap { book.apply($0) }
    }
}
