// Decides who is told, and when; no clock, no database, no network. The same machine plans live, and for a trial of rules over the past.

package import Vitals

/// Turns revisions of alarms, and time, into notices.
///
/// The first rule that matches decides. Its first step is told at once, each further one when its wait has passed without an
/// acknowledgement; after the last one, after the same wait once more, everybody who was told hears over all channels that nobody answered,
/// and again with each reminder of the alarm. Whoever was told also hears who took it on, and that it is over. In quiet hours everything but
/// high alarms waits until their end. Nothing is decided twice: a revision that is known changes nothing.
package struct NotificationPlanner: Sendable {
    private let rules: NotificationRules
    private let utcOffset: @Sendable (Timestamp) -> Duration

    /// `utcOffset`: of the time zone of duties and quiet hours at a moment.
    package init(_ rules: NotificationRules, utcOffset: @escaping @Sendable (Timestamp) -> Duration) {
        (self.rules, self.utcOffset) = (rules, utcOffset)
    }

    /// After the last step, where it has no wait of its own.
    package static let unattendedAfter = Duration.seconds(300)

    /// Takes a revision. `escalation`: what was decided before; `nil` afterwards: nothing is left to decide.
    package func take(_ news: AlarmNews, _ escalation: inout Escalation?, at now: Timestamp) -> [Notice] {
        if let escalation, news.revision <= escalation.revision { return [] }
        guard let rule = rules.rule(for: news.person, news.priority, news.condition) else {
            escalation = nil
            return []
        }
        guard var known = escalation else {
            // Only a signal begins the telling: what is quiet from the start has told nobody.
            guard news.isSignal else { return [] }
            var begun = Escalation(revision: news.revision, rule: rule.name)
            defer { escalation = begun }
            return step(rule, news, &begun, .begun, at: now)
        }
        defer { escalation = known }
        known.revision = news.revision
        switch news.state {
        case .off:
            let notices = notices(known.told, rule, news, .over, at: now)
            known.next = nil
            known.told = []
            return notices
        case .acknowledged:
            guard known.next != nil || news.acknowledgedBy != nil else { return [] }
            known.next = nil
            known.isUnattended = false
            return notices(known.told.filter { $0 != news.acknowledgedBy }, rule, news, .acknowledged, at: now)
        case .on, .latched:
            guard news.isSignal else { return [] }
            if known.told.isEmpty {
                known.steps = 0
                return step(rule, news, &known, .begun, at: now)
            }
            // An acknowledgement that has ended begins the waiting anew.
            if known.next == nil, !known.isUnattended, news.state == .on { known.next = now + wait(after: known.steps - 1, of: rule) }
            return notices(known.told, rule, news, known.isUnattended ? .unattended : .reminder, isLoud: known.isUnattended, at: now)
        }
    }

    /// Takes the time: what is due is told, unless the alarm is quiet meanwhile.
    package func pass(_ news: AlarmNews, _ escalation: inout Escalation, at now: Timestamp) -> [Notice] {
        guard let next = escalation.next, now >= next else { return [] }
        guard let rule = rules.rule(for: news.person, news.priority, news.condition), news.state == .on || news.state == .latched else {
            escalation.next = nil
            return []
        }
        guard !news.isPaused else {
            escalation.next = now + wait(after: escalation.steps - 1, of: rule)
            return []
        }
        if escalation.steps < rule.steps.count { return step(rule, news, &escalation, .escalated, at: now) }
        escalation.next = nil
        escalation.isUnattended = true
        return notices(escalation.told, rule, news, .unattended, isLoud: true, at: now)
    }

    private func step(
        _ rule: NotificationRules.Rule, _ news: AlarmNews, _ escalation: inout Escalation, _ reason: Notice.Reason, at now: Timestamp
    ) -> [Notice] {
        guard escalation.steps < rule.steps.count else { return [] }
        let step = rule.steps[escalation.steps]
        escalation.steps += 1
        let names = rules.contacts(step.notify, at: local(now)).map(\.name)
        escalation.told += names.filter { !escalation.told.contains($0) }
        // Of what needs nobody soon nobody is chased.
        let isChased = news.priority == .high || news.priority == .medium
        escalation.next = isChased || escalation.steps < rule.steps.count ? now + wait(after: escalation.steps - 1, of: rule) : nil
        if names.isEmpty, escalation.steps < rule.steps.count {
            // Nobody is on duty: on to the next step.
            return self.step(rule, news, &escalation, reason, at: now)
        }
        return notices(names, rule, news, reason, isLoud: step.isLoud, at: now)
    }

    /// Until the step after; after the last one as long as before it.
    private func wait(after step: Int, of rule: NotificationRules.Rule) -> Duration {
        if step + 1 < rule.steps.count { return rule.steps[step + 1].wait }
        let last = rule.steps.last?.wait ?? .zero
        return last > .zero ? last : Self.unattendedAfter
    }

    private func notices(
        _ names: [String], _ rule: NotificationRules.Rule, _ news: AlarmNews, _ reason: Notice.Reason, isLoud: Bool = false,
        at now: Timestamp
    ) -> [Notice] {
        names.compactMap { name in
            guard let contact = rules.contacts[name] else { return nil }
            guard news.priority != .high else { return Notice(contact: name, reason: reason, notBefore: nil, isLoud: isLoud) }
            let start = now + rule.group
            let awake = endOfQuiet(of: contact, from: start)
            return Notice(contact: name, reason: reason, notBefore: awake > now ? awake : nil, isLoud: isLoud)
        }
    }

    /// The first whole minute from then on that is not quiet; where all of a week is, the end of the week.
    private func endOfQuiet(of contact: NotificationRules.Contact, from start: Timestamp) -> Timestamp {
        guard contact.quiet.contains(where: { $0.contains(local(start)) }) else { return start }
        var time = Timestamp(milliseconds: start.milliseconds / 60_000 * 60_000)
        for _ in 0..<(7 * 24 * 60) {
            time = time + .seconds(60)
            if !contact.quiet.contains(where: { $0.contains(local(time)) }) { break }
        }
        return time
    }

    private func local(_ time: Timestamp) -> LocalTime { LocalTime(time, utcOffset: utcOffset(time)) }
}
