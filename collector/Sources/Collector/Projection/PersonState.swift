// What the projection remembers of a person between events, and between runs.

import Alarms
import Conditions
import HeartRhythm
import Vitals

/// What a person's rhythm was said to be.
struct ShownRhythm: Codable, Hashable {
    let rhythm: Rhythm
    let at: Timestamp
}

/// A person's detectors and alarms.
struct PersonState {
    var monitor: PersonMonitor
    var book: AlarmBook
    /// The detectors of values that came too late for `monitor`; nil before there were any.
    var past: PersonMonitor?
    /// The rhythm that was shown last, and when.
    var shown: ShownRhythm?
    /// Everything up to this offset of the log is in what was saved.
    var savedThrough: Int64 = 0

    init(person: PersonID, limits: MonitorLimits) {
        monitor = PersonMonitor(person: person, limits: limits)
        book = AlarmBook(person: person)
    }

    /// Whether the rhythm is another one, or has not been shown for a while.
    mutating func shows(at now: Timestamp, every interval: Duration) -> Bool {
        let rhythm = monitor.rhythm.rhythm
        if let shown, shown.rhythm == rhythm, now >= shown.at, now - shown.at < interval { return false }
        shown = ShownRhythm(rhythm: rhythm, at: now)
        return true
    }

    /// Whether time alone changes something.
    mutating func isDue(at now: Timestamp) -> Bool { monitor.isDue(at: now) || book.isDue(at: now) }

    /// What time alone changes.
    mutating func tick(at now: Timestamp) -> [Alarms.Alarm] {
        apply(monitor.tick(at: now), at: now) + book.tick(at: now)
    }

    /// What the alarms become with changes of conditions.
    mutating func apply(_ changes: [ConditionChange], at now: Timestamp) -> [Alarms.Alarm] {
        changes.flatMap { book.apply($0, at: now) }
    }
}

extension PersonState: Codable {
    private enum CodingKeys: String, CodingKey {
        case monitor, book, past, shown
    }
}
