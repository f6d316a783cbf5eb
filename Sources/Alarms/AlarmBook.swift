// The alarms of one person, on or off. Conditions come and go; an alarm is what remains to be told about them.

package import Conditions
package import Vitals

/// Keeps one alarm for each condition of a person, and gives each change a revision.
///
/// A change that repeats what the book says changes nothing; nor does one that begins when the latest alarm began: it was told already.
package struct AlarmBook: Hashable, Sendable, Codable {
    private let person: PersonID
    /// At most one alarm for each kind of condition, in the order in which they came on.
    private var alarms: [Alarm] = []

    package init(person: PersonID) {
        self.person = person
    }

    /// The alarms that are on, in the order in which they came on.
    package var active: [Alarm] { alarms.filter { $0.state == .on } }

    /// Takes a change of a condition, and returns the alarms that changed with it, each with a new revision.
    package mutating func apply(_ change: ConditionChange) -> [Alarm] {
        guard change.person == person else { return [] }
        let known = alarms.firstIndex { $0.condition == change.kind }
        let latest = known.map { alarms[$0] }
        if change.isPresent {
            guard latest?.state != .on, latest?.since != change.since else { return [] }
            if let known { alarms.remove(at: known) }
            let alarm = Alarm(on: change)
            alarms.append(alarm)
            return [alarm]
        }
        guard let known, let latest, latest.state == .on else { return [] }
        alarms[known] = latest.off(by: change)
        return [alarms[known]]
    }
}

extension Alarm {
    fileprivate init(on change: ConditionChange) {
        self.init(
            id: "\(change.person)-\(change.kind.rawValue)-\(change.since.milliseconds)", revision: 1, person: change.person,
            condition: change.kind, priority: AlarmPriority(of: change.kind), state: .on, since: change.since, changed: change.at,
            text: AlarmText.on(change.kind, change.evidence), evidence: change.evidence, isSimulated: change.isSimulated)
    }

    fileprivate func off(by change: ConditionChange) -> Alarm {
        Alarm(
            id: id, revision: revision &+ 1, person: person, condition: condition, priority: priority, state: .off, since: since,
            changed: change.at, text: AlarmText.off(condition, change.evidence), evidence: change.evidence,
            isSimulated: isSimulated || change.isSimulated)
    }
}
