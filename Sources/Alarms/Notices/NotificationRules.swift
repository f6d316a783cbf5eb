// Who is told of what: people, teams, duties, and rules that name them.

package import Conditions

/// Everything that decides whom an alarm reaches.
package struct NotificationRules: Hashable, Sendable {
    package struct Contact: Hashable, Sendable {
        package var name: String
        package var language: AlarmLanguage
        /// The first one is used; the next where that one fails.
        package var channels: [String]
        /// When nothing but high alarms disturbs: the rest waits until the end of it.
        package var quiet: [DaySpan]

        package init(name: String, language: AlarmLanguage = .english, channels: [String], quiet: [DaySpan] = []) {
            (self.name, self.language, self.channels, self.quiet) = (name, language, channels, quiet)
        }
    }

    /// Who is on duty when; the first that fits.
    package struct Shift: Hashable, Sendable {
        package var contact: String
        package var span: DaySpan

        package init(contact: String, span: DaySpan) { (self.contact, self.span) = (contact, span) }
    }

    package struct Step: Hashable, Sendable {
        /// After the step before.
        package var wait: Duration
        /// Contacts, teams and duties.
        package var notify: [String]
        /// Over all channels of each contact at once.
        package var isLoud: Bool

        package init(wait: Duration = .zero, notify: [String], isLoud: Bool = false) {
            (self.wait, self.notify, self.isLoud) = (wait, notify, isLoud)
        }
    }

    package struct Rule: Hashable, Sendable {
        package var name: String
        /// Empty: everybody, and so for the next two.
        package var people: Set<String>
        package var priorities: Set<AlarmPriority>
        package var conditions: Set<ConditionKind>
        /// How long messages of medium and lesser alarms wait for others of the same person.
        package var group: Duration
        package var steps: [Step]

        package init(
            name: String, people: Set<String> = [], priorities: Set<AlarmPriority> = [], conditions: Set<ConditionKind> = [],
            group: Duration = .zero, steps: [Step]
        ) {
            (self.name, self.people, self.priorities, self.conditions) = (name, people, priorities, conditions)
            (self.group, self.steps) = (group, steps)
        }

        func matches(_ person: String, _ priority: AlarmPriority, _ condition: ConditionKind) -> Bool {
            (people.isEmpty || people.contains(person)) && (priorities.isEmpty || priorities.contains(priority))
                && (conditions.isEmpty || conditions.contains(condition))
        }
    }

    package var contacts: [String: Contact]
    package var teams: [String: [String]]
    package var onCall: [String: [Shift]]
    /// The first that matches decides.
    package var rules: [Rule]

    package init(contacts: [Contact] = [], teams: [String: [String]] = [:], onCall: [String: [Shift]] = [:], rules: [Rule] = []) {
        self.contacts = Dictionary(contacts.map { ($0.name, $0) }) { first, _ in first }
        (self.teams, self.onCall, self.rules) = (teams, onCall, rules)
    }

    package func rule(for person: String, _ priority: AlarmPriority, _ condition: ConditionKind) -> Rule? {
        rules.first { $0.matches(person, priority, condition) }
    }

    /// The contacts that names stand for at a moment, each once, in the order of the names.
    package func contacts(_ names: [String], at time: LocalTime) -> [Contact] {
        var found: [Contact] = []
        for name in names {
            let members =
                teams[name] ?? onCall[name].map { shifts in shifts.first { $0.span.contains(time) }.map { [$0.contact] } ?? [] } ?? [name]
            for contact in members.compactMap({ contacts[$0] }) where !found.contains(where: { $0.name == contact.name }) {
                found.append(contact)
            }
        }
        return found
    }
}
