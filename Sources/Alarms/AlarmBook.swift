// The alarms of one person. Conditions come and go, people look after them or not, time passes; what is to be told follows from that alone.

package import Conditions
package import Vitals

/// The alarm machine of one person: takes changes of conditions, what people do, and time, and gives each change a revision.
///
/// A pause never deletes what it keeps quiet: an alarm that is acknowledged, snoozed, silenced or inhibited stays in the book, and is told
/// again when the pause ends and the condition is still there. A change that repeats what the book says changes nothing; nor does one that
/// begins when the latest alarm began: it was told already. The same inputs give the same alarms, also after the book was stored in between.
package struct AlarmBook: Hashable, Sendable {
    private let person: PersonID
    /// At most one for each kind of condition, in the order in which they came on.
    private var entries: [AlarmEntry] = []
    private var silence: AlarmPause?
    /// What the clock showed last.
    private var clock: Timestamp?

    package init(person: PersonID) {
        self.person = person
    }

    /// The alarms that are not off, in the order in which they came on.
    package var active: [Alarm] { entries.map(\.alarm).filter { $0.state != .off } }

    /// Takes a change of a condition, and returns the alarms that changed with it, each with a new revision. `now`: what the clock shows, which
    /// may be later than the values that changed it.
    package mutating func apply(_ change: ConditionChange, at now: Timestamp? = nil) -> [Alarm] {
        guard change.person == person else { return [] }
        let now = now ?? change.at
        let known = entries.firstIndex { $0.alarm.condition == change.kind }
        let isPresent = known.map { entries[$0].isPresent } ?? false
        guard isPresent != change.isPresent, !change.isPresent || known.map({ entries[$0].alarm.since != change.since }) ?? true else {
            return []
        }
        advance(to: now)
        if change.isPresent {
            guard let known else {
                entries.append(AlarmEntry(beginning: change, at: now))
                return settle(at: now, isFirst: change)
            }
            guard entries[known].state == .off else {
                // Latched or unstable: the same alarm goes on.
                entries[known].begin(at: now)
                return settle(at: now)
            }
            var entry = AlarmEntry(beginning: change, at: now)
            (entry.begins, entry.snoozed) = (entries[known].begins, entries[known].snoozed)
            entry.begin(at: now)
            entries.remove(at: known)
            entries.append(entry)
            return settle(at: now, isFirst: change)
        }
        guard let known else { return [] }
        entries[known].end(at: now)
        return settle(at: now, ended: change)
    }

    /// Takes what somebody did; an acknowledgement of an alarm that is over or another one changes nothing.
    package mutating func apply(_ action: AlarmAction, at time: Timestamp) -> [Alarm] {
        guard action.person == person, action.fault == nil else { return [] }
        advance(to: time)
        switch action.kind {
        case .acknowledge:
            guard let place = entries.firstIndex(where: { $0.alarm.id == action.alarm }), entries[place].state != .off else { return [] }
            if entries[place].state == .latched {
                entries[place].isLatched = false
            }
            entries[place].acknowledged = AlarmPause(
                by: action, at: time, lasting: AlarmLimit.acknowledged(entries[place].alarm.priority))
        case .snooze:
            guard let place = entries.firstIndex(where: { $0.alarm.condition == action.condition }) else { return [] }
            entries[place].snoozed = AlarmPause(by: action, at: time, atMost: AlarmLimit.snoozed(entries[place].alarm.priority))
        case .silence: silence = AlarmPause(by: action, at: time, atMost: AlarmLimit.silenced)
        case .resume:
            guard let condition = action.condition else {
                silence = nil
                break
            }
            for place in entries.indices where entries[place].alarm.condition == condition { entries[place].snoozed = nil }
        }
        return settle(at: time)
    }

    /// Whether `tick` would change something.
    package func isDue(at now: Timestamp) -> Bool {
        if let clock, now < clock { return !entries.isEmpty }
        if let silence, now >= silence.until { return true }
        return entries.contains { entry in entry.next(isQuiet: isQuiet(entry)).map { now >= $0 } ?? false }
    }

    /// Takes the time, and says what it alone changed.
    package mutating func tick(at now: Timestamp) -> [Alarm] { settle(at: now) }

    private func isQuiet(_ entry: AlarmEntry) -> Bool { isSilenced(entry) || inhibitor(of: entry) != nil }

    /// A high alarm that began after the silence breaks it.
    private func isSilenced(_ entry: AlarmEntry) -> Bool {
        guard let silence else { return false }
        return entry.alarm.priority != .high || (entry.begins.last.map { $0 < silence.from } ?? false)
    }

    private func inhibitor(of entry: AlarmEntry) -> ConditionKind? {
        guard entry.alarm.priority != .high else { return nil }
        return entry.alarm.condition.inhibitors.first { kind in entries.contains { $0.alarm.condition == kind && $0.isPresent } }
    }

    /// A clock that was set back makes nothing longer: what has passed has passed.
    private mutating func advance(to now: Timestamp) {
        if let clock, now < clock {
            silence?.shift(by: clock - now)
            for place in entries.indices { entries[place].shift(by: clock - now) }
        }
        clock = now
    }

    /// Lets time pass and makes a revision of each alarm that is another one now, or is to be told again.
    private mutating func settle(at now: Timestamp, isFirst: ConditionChange? = nil, ended: ConditionChange? = nil) -> [Alarm] {
        advance(to: now)
        if let pause = silence, now >= pause.until { silence = nil }
        for place in entries.indices { entries[place].pass(to: now) }
        var changed: [Alarm] = []
        for place in entries.indices {
            let entry = entries[place]
            let isNew = entry.alarm.condition == isFirst?.kind
            var handling = entry.alarm.handling
            handling.isSignal = false
            handling.acknowledged = entry.state == .acknowledged ? entry.acknowledged : nil
            let isLoud = entry.state == .on || entry.state == .latched
            handling.snoozed = isLoud ? entry.snoozed : nil
            handling.silenced = isLoud && isSilenced(entry) ? silence : nil
            handling.inhibitedBy = isLoud ? inhibitor(of: entry) : nil
            handling.isUnstable = entry.isUnstable
            let isPaused = handling.snoozed != nil || handling.silenced != nil || handling.inhibitedBy != nil
            if !isPaused, let due = entry.nextSignal, now >= due {
                handling.isSignal = true
                handling.signals += 1
                entries[place].signalled = now
            }
            if entry.state == .off { (handling.signals, handling.isUnattended) = (entry.alarm.handling.signals, false) }
            if entry.state == .on, entry.alarm.priority == .high {
                handling.isUnattended = handling.signals >= AlarmLimit.unattendedSignals
            }
            guard
                isNew || handling.isSignal || entry.state != entry.alarm.state || !handling.isSame(as: entry.alarm.handling)
            else { continue }
            let end = entry.alarm.condition == ended?.kind ? ended : nil
            entries[place].alarm = entry.alarm.next(entry.state, handling, at: now, isFirst: isNew, end)
            changed.append(entries[place].alarm)
        }
        return changed
    }
}

extension AlarmEntry {
    fileprivate init(beginning change: ConditionChange, at now: Timestamp) {
        self.init(
            alarm: Alarm(
                id: "\(change.person)-\(change.kind.rawValue)-\(change.since.milliseconds)", revision: 0, person: change.person,
                condition: change.kind, priority: AlarmPriority(of: change.kind), state: .on, since: change.since, changed: change.at,
                text: AlarmText.on(change.kind, change.evidence), evidence: change.evidence, isSimulated: change.isSimulated))
        begins = [now]
    }
}

extension Alarm {
    /// The next revision. `end`: the change that ended its condition.
    fileprivate func next(
        _ state: AlarmState, _ handling: AlarmHandling, at now: Timestamp, isFirst: Bool, _ end: ConditionChange?
    ) -> Alarm {
        Alarm(
            id: id, revision: revision &+ 1, person: person, condition: condition, priority: priority, state: state, since: since,
            changed: isFirst ? changed : end?.at ?? now, text: end.map { AlarmText.off(condition, $0.evidence) } ?? text,
            evidence: end?.evidence ?? evidence, isSimulated: isSimulated || end?.isSimulated == true, handling: handling)
    }
}

extension AlarmBook: Codable {
    private enum CodingKeys: String, CodingKey {
        case person, entries, silence, clock
        /// What earlier versions kept: alarms that were on or off.
        case alarms
    }

    package init(from decoder: any Decoder) throws {
        let stored = try decoder.container(keyedBy: CodingKeys.self)
        person = try stored.decode(PersonID.self, forKey: .person)
        silence = try stored.decodeIfPresent(AlarmPause.self, forKey: .silence)
        clock = try stored.decodeIfPresent(Timestamp.self, forKey: .clock)
        if let entries = try stored.decodeIfPresent([AlarmEntry].self, forKey: .entries) {
            self.entries = entries
        } else {
            entries = try (stored.decodeIfPresent([Alarm].self, forKey: .alarms) ?? []).map { alarm in
                var entry = AlarmEntry(alarm: alarm)
                entry.signalled = alarm.changed
                return entry
            }
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(person, forKey: .person)
        try container.encode(entries, forKey: .entries)
        try container.encodeIfPresent(silence, forKey: .silence)
        try container.encodeIfPresent(clock, forKey: .clock)
    }
}
