// The detectors of a person, and which observation each of them is for.

import HeartRhythm
import Vitals

/// Every detector of one person. Each begins anew where another version stored a state that this one cannot read.
struct PersonDetectors: Hashable, Sendable {
    typealias Changes = [(kind: ConditionKind, transition: Transition)]

    var rates = HeartRateSource()
    var activity = ActivityState()
    var heartRateHigh = LimitDetector()
    var heartRateLow = LimitDetector()
    var beats = BeatStream()
    var rhythmCondition = RhythmCondition()
    var burden = RhythmBurden()
    var pause = PauseDetector()
    var unreadable = HeldDetector()
    var valueLimits = LimitMonitor()
    var changes = ChangeMonitor()
    var glucose = GlucoseForecast()
    var desaturations = DesaturationIndex()
    var earlyWarning = EarlyWarningScore()
    var daily = DailyMonitor()
    var variability = VariabilityMonitor()
    var series = SeriesMonitor()
    var sensors = SensorMonitor()
    var noData = NoDataDetector()
    var gateway = GatewayMonitor()

    var present: Set<ConditionKind> {
        var kinds = valueLimits.present.union(changes.present).union(sensors.present).union(daily.present).union(series.present)
        kinds.formUnion(gateway.present)
        let single: [(ConditionKind, Bool)] = [
            (.heartRateHigh, heartRateHigh.isPresent), (.heartRateLow, heartRateLow.isPresent),
            (.irregularRhythm, rhythmCondition.isPresent), (.irregularRhythmBurden, burden.isPresent), (.pause, pause.isPresent),
            (.poorSignal, unreadable.isPresent), (.glucoseLowExpected, glucose.isPresent),
            (.sleepDesaturation, desaturations.isPresent), (.earlyWarning, earlyWarning.isPresent),
            (.variabilityLow, variability.isPresent), (.noData, noData.isPresent),
        ]
        kinds.formUnion(single.filter(\.1).map(\.0))
        return kinds
    }

    mutating func observe(_ observation: Observation, _ limits: MonitorLimits) -> Changes {
        var changes: Changes = []
        if PersonMonitor.streams.contains(observation.metric) {
            note(.noData, noData.observe(at: observation.time, isSimulated: observation.isSimulated, limits: limits), &changes)
            changes += sensors.add(observation, now: noData.now)
        }
        switch observation.metric {
        case .heartRate: judge(rates.heartRate(observation, now: noData.now), observation, limits, &changes)
        case .pulseRate: judge(rates.pulse(observation, now: noData.now), observation, limits, &changes)
        case .rrInterval: beat(observation, limits, &changes)
        case .skinContact:
            if observation.value == 0 {
                if beats.interrupt(by: observation.device) { pause.interrupt() }
            }
        default: if observation.isTrusted { other(observation, limits, &changes) }
        }
        return changes
    }

    private func note(_ kind: ConditionKind, _ transition: Transition?, _ changes: inout Changes) {
        if let transition { changes.append((kind, transition)) }
    }

    private mutating func beat(_ observation: Observation, _ limits: MonitorLimits, _ changes: inout Changes) {
        judge(rates.beat(observation, now: noData.now), observation, limits, &changes)
        switch beats.add(observation, now: noData.now) {
        case .ignored: break
        case .restarted:
            rhythmCondition.reset()
            pause.interrupt()
        case .beat(let judged, let followsGap):
            if observation.quality == .noContact {
                pause.interrupt()
            } else {
                if followsGap { pause.interrupt() }
                note(.pause, pause.add(rr: observation.value, at: observation.time), &changes)
                let night = variability.add(
                    rr: observation.value, followsGap: followsGap, at: observation.time, utcOffsetMinutes: observation.utcOffsetMinutes ?? 0
                )
                note(.variabilityLow, night, &changes)
            }
            let isUnreadable = beats.isFull && beats.reading.rhythm == .unknown
            let transition = unreadable.update(
                isUnreadable, at: observation.time, after: .seconds(300), clearAfter: .seconds(60), gapMax: .seconds(60),
                evidence: [.beats(beats.reading.beats)])
            note(.poorSignal, transition, &changes)
            if let judged { judge(beats.reading, about: judged, limits, &changes) }
        }
    }

    private mutating func judge(
        _ reading: RhythmReading, about beat: JudgedBeats.Beat, _ limits: MonitorLimits, _ changes: inout Changes
    ) {
        note(.irregularRhythmBurden, burden.add(reading, about: beat), &changes)
        let transition = rhythmCondition.add(reading, about: beat, beats: beats.intervals, burden: burden.share, limits: limits)
        note(.irregularRhythm, transition, &changes)
    }

    private mutating func judge(_ rate: Double?, _ observation: Observation, _ limits: MonitorLimits, _ changes: inout Changes) {
        guard let rate else { return }
        let time = observation.time
        let isActive = activity.isActive(at: time, recovery: limits.recovery)
        note(.heartRateHigh, heartRateHigh.add(rate, of: .heartRate, at: time, limits.heartRate(.above, isActive: isActive)), &changes)
        note(.heartRateLow, heartRateLow.add(rate, of: .heartRate, at: time, limits.heartRate(.below, isActive: isActive)), &changes)
        note(.earlyWarning, earlyWarning.add(.heartRate, rate, at: time, isActive: isActive), &changes)
        changes += daily.add(rate, observation, isActive: isActive, now: noData.now)
    }

    /// A trusted value of what is no heart beat.
    private mutating func other(_ observation: Observation, _ limits: MonitorLimits, _ changes: inout Changes) {
        let (metric, value, time, now) = (observation.metric, observation.value, observation.time, noData.now)
        activity.add(observation)
        changes += valueLimits.add(observation, now: now, limits: limits)
        changes += self.changes.add(observation, now: now)
        changes += series.add(observation, now: now)
        switch metric {
        case .interstitialGlucose:
            let limit = limits.others[ConditionKind.glucoseLow.rawValue] ?? 70
            note(.glucoseLowExpected, glucose.add(value, at: time, now: now, limit: limit), &changes)
        case .respiratoryRate: daily.breath(value)
        case .oxygenSaturation: note(.sleepDesaturation, desaturations.add(value, at: time, now: now), &changes)
        default: break
        }
        let isActive = activity.isActive(at: time, recovery: limits.recovery)
        note(.earlyWarning, earlyWarning.add(metric, value, at: time, isActive: isActive), &changes)
    }

    mutating func tick(at now: Timestamp, _ limits: MonitorLimits) -> Changes {
        var changes: Changes = []
        note(.noData, noData.tick(at: now, limits: limits), &changes)
        note(.sleepDesaturation, desaturations.tick(at: now), &changes)
        changes += gateway.tick(at: now)
        return changes
    }
}

extension Observation {
    /// Good, and inside the metric's plausible range, whoever judged its quality.
    var isTrusted: Bool { quality == .good && metric.plausible.contains(value) }
}
