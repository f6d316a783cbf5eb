// How often people are called: by a plain threshold, and by VitalFlow, on the same recorded hearts.

import Alarms
import Conditions
import Foundation
import Vitals

/// `detection-benchmark alarms FOLDER`: every CSV with a column `rr_ms` below a folder is a wearer, whose strap also shows a heart rate each second, the
/// mean of five seconds.
enum AlarmDays {
    private struct Tally {
        var days = 0.0
        /// Crossings of a limit, each told at once: what a threshold in home automation does.
        var naive = 0
        /// Messages that make a sound, of any priority; of them of high priority; and those that say that it is over.
        var calls = 0
        var high = 0
        var over = 0
        /// Stretches of at least 70 s beyond a limit, and those that each of the two told of.
        var episodes = 0
        var naiveFound = 0
        var found = 0
        var byCondition: [ConditionKind: Int] = [:]

        static func += (one: inout Self, other: Self) {
            one.days += other.days
            one.naive += other.naive
            (one.calls, one.high, one.over) = (one.calls + other.calls, one.high + other.high, one.over + other.over)
            one.episodes += other.episodes
            (one.naiveFound, one.found) = (one.naiveFound + other.naiveFound, one.found + other.found)
            one.byCondition.merge(other.byCondition, uniquingKeysWith: +)
        }
    }

    /// A carer who looks at the phone and takes it on.
    private static let acknowledgedAfter = Duration.seconds(180)
    private static let episodeMin = Duration.seconds(70)
    private static let gapMin = 3000.0

    static func run(folder: String) throws {
        let files = (FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".csv") }
            .sorted()
        var sum = Tally()
        for file in files {
            let lines = try String(contentsOfFile: folder + "/" + file, encoding: .utf8).split(whereSeparator: \.isNewline)
            guard let column = lines.first?.split(separator: ",").firstIndex(of: "rr_ms") else { continue }
            let tally = try wear(
                lines.dropFirst().compactMap { Double($0.split(separator: ",", omittingEmptySubsequences: false)[column]) })
            FileHandle.standardError.write(
                Data(
                    "\(file): \((tally.days * 24).rounded()) h, \(tally.naive) by threshold, \(tally.calls) by VitalFlow, \(tally.found) of \(tally.episodes) episodes\n"
                        .utf8))
            sum += tally
        }
        guard sum.days > 0 else { throw CocoaError(.fileReadNoSuchFile) }
        DetectionBenchmark.line("days worn", sum.days, "days")
        DetectionBenchmark.line("calls a day by a threshold on the heart rate", Double(sum.naive) / sum.days, "calls/day")
        DetectionBenchmark.line("calls a day by VitalFlow, of every priority", Double(sum.calls) / sum.days, "calls/day")
        DetectionBenchmark.line("calls a day by VitalFlow, of high priority", Double(sum.high) / sum.days, "calls/day")
        DetectionBenchmark.line("silent messages a day that it is over", Double(sum.over) / sum.days, "messages/day")
        DetectionBenchmark.line("stretches of 70 s beyond a limit", Double(sum.episodes), "stretches")
        DetectionBenchmark.line("of them told by the threshold", Double(sum.naiveFound), "stretches")
        DetectionBenchmark.line("of them told by VitalFlow", Double(sum.found), "stretches")
        for (condition, count) in sum.byCondition.sorted(by: { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }) {
            DetectionBenchmark.line("calls a day by VitalFlow for \(condition.rawValue)", Double(count) / sum.days, "calls/day")
        }
    }

    private static func wear(_ intervals: [Double]) throws -> Tally {
        let (person, gateway) = (try PersonID("wearer"), try GatewayID("home"))
        let device = DeviceID.named(try DeviceName("strap"))
        let start = Timestamp(milliseconds: 1_790_000_000_000)
        let rules = NotificationRules(
            contacts: [.init(name: "eva", channels: ["phone"])], rules: [.init(name: "all", steps: [.init(notify: ["eva"])])])
        let planner = NotificationPlanner(rules) { _ in .zero }
        var (monitor, book) = (PersonMonitor(person: person), AlarmBook(person: person))
        var escalations: [String: Escalation] = [:]
        var toAcknowledge: [(at: Timestamp, alarm: String)] = []
        var tally = Tally()
        var now = start
        var lastSecond: Int64 = 0
        var recent: [(time: Timestamp, interval: Double)] = []
        var wasBeyond = false
        var beyondSince: Timestamp?
        var (naiveTold, told) = (false, false)
        let limits = MonitorLimits.standard

        func take(_ alarms: [Alarm]) {
            for alarm in alarms {
                let news = AlarmNews(alarm)
                var escalation = escalations[alarm.id]
                let notices = planner.take(news, &escalation, at: now)
                escalations[alarm.id] = escalation
                for notice in notices { count(notice, alarm) }
                if alarm.revision == 1 { toAcknowledge.append((now + acknowledgedAfter, alarm.id)) }
            }
        }
        func count(_ notice: Notice, _ alarm: Alarm) {
            guard notice.reason != .over, notice.reason != .acknowledged else {
                tally.over += 1
                return
            }
            tally.calls += 1
            if alarm.priority == .high { tally.high += 1 }
            tally.byCondition[alarm.condition, default: 0] += 1
        }
        func observe(_ metric: Metric, _ value: Double) {
            let observation = Observation(
                person: person, device: device, gateway: gateway, metric: metric, time: now, timeQuality: .synchronized, value: value,
                quality: metric.plausible.contains(value) ? .good : .implausible, isSimulated: false,
                source: FrameReference(offset: 0, frame: 0, part: 0))
            for change in monitor.observe(observation, received: now) { take(book.apply(change, at: now)) }
        }
        func end() {
            if let since = beyondSince, now - since >= episodeMin {
                tally.episodes += 1
                if naiveTold { tally.naiveFound += 1 }
                if told {
                    tally.found += 1
                } else {
                    FileHandle.standardError.write(Data("  not told: from \(since - start) for \(now - since)\n".utf8))
                }
            }
            (beyondSince, naiveTold, told) = (nil, false, false)
        }
        for interval in intervals where interval > 0 {
            guard interval <= gapMin else {
                // The recorder heard nothing: a strap says nothing then.
                end()
                (recent, wasBeyond) = ([], false)
                now = now + .milliseconds(interval)
                continue
            }
            now = now + .milliseconds(interval)
            observe(.rrInterval, interval)
            recent.append((now, interval))
            recent.removeAll { now - $0.time > .seconds(5) }
            let second = now.milliseconds / 1000
            guard second > lastSecond else { continue }
            lastSecond = second
            while let first = toAcknowledge.first, now >= first.at {
                toAcknowledge.removeFirst()
                take(book.apply(AlarmAction(.acknowledge, of: person, alarm: first.alarm, by: "eva", because: "seen"), at: now))
            }
            if monitor.isDue(at: now) { for change in monitor.tick(at: now) { take(book.apply(change, at: now)) } }
            if book.isDue(at: now) { take(book.tick(at: now)) }
            for alarm in book.active {
                guard var escalation = escalations[alarm.id] else { continue }
                for notice in planner.pass(AlarmNews(alarm), &escalation, at: now) { count(notice, alarm) }
                escalations[alarm.id] = escalation
            }
            guard !recent.isEmpty else { continue }
            let rate = (60_000 / (recent.map(\.interval).reduce(0, +) / Double(recent.count))).rounded()
            let isBeyond = rate > limits.heartRateMax || rate < limits.heartRateMin
            if isBeyond, beyondSince == nil { beyondSince = now }
            // An alarm that was told and goes on over several stretches is known.
            if isBeyond, book.active.contains(where: { $0.priority == .high && $0.state != .latched && $0.handling.signals > 0 }) {
                told = true
            }
            if isBeyond, !wasBeyond {
                tally.naive += 1
                naiveTold = true
            }
            observe(.heartRate, rate)
            if !isBeyond { end() }
            wasBeyond = isBeyond
        }
        end()
        tally.days = (now - start).inSeconds / 86_400
        return tally
    }
}
