// What is wrong with a sensor, told by its own values.

import Vitals

/// The technical conditions of one person's sensors.
struct SensorMonitor: Hashable, Sendable, Codable {
    /// The latest values of a stream that cannot be another than they were.
    private struct Repeats: Hashable, Sendable, Codable {
        var value = 0.0
        var count = 0
        var since: Timestamp?
    }

    private var contact = HeldDetector()
    private var contactOrder = EventOrder()
    private var implausible = HeldDetector()
    private var implausibleOrder = EventOrder()
    /// The share of implausible values among the latest 30 or so.
    private var share = 0.0
    private var frozen = HeldDetector()
    private var intervals = Repeats()
    private var rates = Repeats()
    private var clock = HeldDetector()

    private enum Limit {
        /// A strap that is moistened loses the skin for seconds, one that hangs loose for minutes.
        static let contactDelay = Duration.seconds(60)
        static let contactClear = Duration.seconds(10)
        static let streamGap = Duration.seconds(60)
        static let shareWeight = 1.0 / 30
        static let shareMax = 0.5
        static let shareClear = 0.2
        static let implausibleDelay = Duration.seconds(60)
        /// No heart repeats an interval to the millisecond for ten minutes; that of a paced one varies by the sensor's own error.
        static let equalIntervals = 600
        /// At rest a mean over beats may stand for minutes; an hour to the digit is a sensor that hangs.
        static let equalRates = 1800
        static let equalRatesFor = Duration.seconds(3600)
        static let clockClear = Duration.seconds(60)
    }

    var present: Set<ConditionKind> {
        var kinds: Set<ConditionKind> = []
        if contact.isPresent { kinds.insert(.noSkinContact) }
        if implausible.isPresent { kinds.insert(.implausibleValues) }
        if frozen.isPresent { kinds.insert(.frozenValues) }
        if clock.isPresent { kinds.insert(.clockFault) }
        return kinds
    }

    /// Takes any observation of a stream.
    mutating func add(_ observation: Observation, now: Timestamp?) -> PersonDetectors.Changes {
        var changes: PersonDetectors.Changes = []
        func note(_ kind: ConditionKind, _ transition: Transition?) { if let transition { changes.append((kind, transition)) } }
        note(.clockFault, isAhead(false, at: observation.time))
        if observation.metric == .skinContact {
            guard contactOrder.passes(observation.time, now: now) else { return changes }
            let transition = contact.update(
                observation.value == 0, at: observation.time, after: Limit.contactDelay, clearAfter: Limit.contactClear,
                gapMax: Limit.streamGap)
            note(.noSkinContact, transition)
            return changes
        }
        // Values without contact have their own condition.
        guard observation.quality != .noContact, implausibleOrder.passes(observation.time, now: now) else { return changes }
        let isImplausible = !observation.metric.plausible.contains(observation.value)
        share += ((isImplausible ? 1 : 0) - share) * Limit.shareWeight
        let current = share
        let transition = implausible.update(
            implausible.isPresent ? share > Limit.shareClear : share > Limit.shareMax, at: observation.time,
            after: Limit.implausibleDelay, clearAfter: Limit.implausibleDelay, gapMax: Limit.streamGap,
            evidence: [Evidence(name: Evidence.share, value: (current * 100).rounded() / 100, unit: "1")])
        note(.implausibleValues, transition)
        note(.frozenValues, freeze(observation, isImplausible: isImplausible))
        return changes
    }

    private mutating func freeze(_ observation: Observation, isImplausible: Bool) -> Transition? {
        guard !isImplausible else { return nil }
        let isFrozen: Bool
        switch observation.metric {
        case .rrInterval:
            Self.count(observation, &intervals)
            isFrozen = intervals.count >= Limit.equalIntervals
        case .heartRate:
            Self.count(observation, &rates)
            isFrozen =
                rates.count >= Limit.equalRates
                && (rates.since.map { observation.time.elapsed(since: $0) >= Limit.equalRatesFor } ?? false)
        default: return nil
        }
        // Of the two the one that raised it clears it: the other may always vary.
        let repeats = max(intervals.count, rates.count)
        let holds = isFrozen || intervals.count >= Limit.equalIntervals || rates.count >= Limit.equalRates
        return frozen.update(
            frozen.isPresent ? holds : isFrozen, at: observation.time, after: .zero, clearAfter: .zero, gapMax: Limit.streamGap,
            evidence: [
                Evidence(name: observation.metric.key, value: observation.value, unit: observation.metric.unit),
                Evidence(name: Evidence.repeats, value: Double(repeats), unit: "1"),
            ])
    }

    private static func count(_ observation: Observation, _ repeats: inout Repeats) {
        guard observation.value == repeats.value, repeats.count > 0 else {
            repeats = Repeats(value: observation.value, count: 1, since: observation.time)
            return
        }
        repeats.count += 1
    }

    /// A value lay further in the future than a right clock allows, or not.
    mutating func isAhead(_ isAhead: Bool, at time: Timestamp) -> Transition? {
        // Nothing to clear: the common case costs nothing.
        guard isAhead || clock.isPresent else { return nil }
        return clock.update(isAhead, at: time, after: .zero, clearAfter: Limit.clockClear, gapMax: Limit.streamGap)
    }
}
