// One condition of a person: is it present, what was told of it, who looks after it.

import Conditions
import Vitals

/// The latest alarm of a condition, and what has yet to become of it.
struct AlarmEntry: Hashable, Sendable, Codable {
    /// As it was told last.
    var alarm: Alarm
    var isPresent: Bool
    /// When it was last told to people; `nil`: it has yet to be.
    var signalled: Timestamp?
    /// Of the condition's latest begins, oldest first.
    var begins: [Timestamp] = []
    var isUnstable = false
    /// When the condition went off last.
    var ended: Timestamp?
    var isLatched = false
    var acknowledged: AlarmPause?
    var snoozed: AlarmPause?

    init(alarm: Alarm) {
        self.alarm = alarm
        isPresent = alarm.state == .on
    }

    var state: AlarmState {
        if isPresent || isUnstable { return acknowledged == nil ? .on : .acknowledged }
        return isLatched ? .latched : .off
    }

    /// The condition began, again perhaps.
    mutating func begin(at time: Timestamp) {
        isPresent = true
        isLatched = false
        ended = nil
        begins = begins.filter { $0 <= time && time - $0 < AlarmLimit.unstableWithin }.suffix(AlarmLimit.unstableBegins - 1) + [time]
        if begins.count >= AlarmLimit.unstableBegins { isUnstable = true }
    }

    /// The condition is over.
    mutating func end(at time: Timestamp) {
        isPresent = false
        ended = time
        if alarm.priority == .high, !alarm.condition.isTechnical, acknowledged == nil, !isUnstable { isLatched = true }
        if !isUnstable { acknowledged = nil }
    }

    /// The clock was set back by so much: nothing lasts longer for it.
    mutating func shift(by step: Duration) {
        acknowledged?.shift(by: step)
        snoozed?.shift(by: step)
        signalled = signalled.map { $0 - step }
        ended = ended.map { $0 - step }
        begins = begins.map { $0 - step }
    }

    /// Lets time end what it ends.
    mutating func pass(to now: Timestamp) {
        if let pause = acknowledged, now >= pause.until {
            acknowledged = nil
            signalled = nil
        }
        if let pause = snoozed, now >= pause.until { snoozed = nil }
        guard let ended, !isPresent else { return }
        if isUnstable, now - ended >= AlarmLimit.unstableRest {
            isUnstable = false
            begins = []
            acknowledged = nil
        }
        if isLatched, now - ended >= AlarmLimit.latched { isLatched = false }
    }

    /// When time alone will change something; `nil`: never. `isQuiet`: something other than this keeps it from being told.
    func next(isQuiet: Bool) -> Timestamp? {
        var times = [acknowledged?.until, snoozed?.until]
        if let ended, !isPresent {
            if isUnstable { times.append(ended + AlarmLimit.unstableRest) }
            if isLatched { times.append(ended + AlarmLimit.latched) }
        }
        if !isQuiet, snoozed == nil { times.append(nextSignal) }
        return times.compactMap(\.self).min()
    }

    /// When it is to be told, unless something keeps it quiet; `nil`: not any more.
    var nextSignal: Timestamp? {
        guard state == .on || state == .latched else { return nil }
        // At once, whatever the clock showed when it began.
        guard let signalled else { return .first }
        guard alarm.handling.signals < AlarmLimit.signals(alarm.priority, state), let pause = AlarmLimit.reminder(alarm.priority, state)
        else {
            return nil
        }
        return signalled + pause
    }
}
