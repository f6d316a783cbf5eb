// A gateway, a meter and their mishaps in simulated time.

import GATT
import TestSupport
import Vitals

/// Fetches until everything is there, and checks the invariants on the way.
struct RecordFetchSimulation {
    enum Mishap: CaseIterable, Sendable {
        case linkLost
        /// The gateway loses everything that is not committed.
        case crash
        case silence
        /// Silence, and the abort is not obeyed.
        case silenceAndNoAbort
        case busy
        case notCompleted
    }

    struct Result {
        var delivered: Set<UInt16> = []
        var committed: Set<UInt16> = []
        var watermark: UInt16?
        var steps = 0
        var isComplete = false
        /// What should not have happened.
        var violations: [String] = []
    }

    let records: [UInt16]
    let behaviour: SimulatedMeter.Behaviour
    /// Records that were committed at an earlier time.
    var known = 0
    /// A watermark that the meter's numbers have nothing to do with.
    var foreignWatermark: UInt16?

    static let stepsMax = 20_000

    /// `mishap` says what happens before a step.
    func run(random: inout SeededGenerator, mishap: (Int, inout SeededGenerator) -> Mishap?) -> Result {
        var result = Result()
        result.delivered = Set(records.prefix(known))
        result.committed = result.delivered
        result.watermark = foreignWatermark ?? (known > 0 ? records[known - 1] : nil)
        var meter = SimulatedMeter(records: records, behaviour: behaviour)
        var fetch = RecordFetch()
        var now = Instant(sinceBoot: .zero)
        var deadline = now
        var uncommitted: [(receipt: UInt64, sequence: UInt16)] = []
        var arrived: UInt16 = 0
        var actions = fetch.started(at: now, watermark: result.watermark)

        while result.steps < Self.stepsMax {
            var mustStart = false
            for action in actions {
                switch action {
                case .write(let bytes): meter.write(bytes)
                case .waitUntil(let instant): deadline = instant
                case .advance(let sequence): advance(to: sequence, &result)
                case .setBack(let sequence): result.watermark = sequence
                case .store(let receipt):
                    uncommitted.append((receipt, arrived))
                    result.delivered.insert(arrived)
                case .ignore: break
                case .finished(.complete(_, let isNewestConfirmed)) where isNewestConfirmed || !behaviour.tellsNewest:
                    result.isComplete = true
                    return result
                case .finished: mustStart = true
                }
            }
            actions = []
            result.steps += 1
            switch mishap(result.steps, &random) {
            case .linkLost:
                fetch.linkLost()
                meter.fallSilent()
                mustStart = true
            case .crash:
                fetch = RecordFetch()
                meter.fallSilent()
                uncommitted = []
                mustStart = true
            case .silence: meter.fallSilent()
            case .silenceAndNoAbort:
                meter.fallSilent()
                meter.refusesAbort = true
            case .busy: meter.failure = 0x0A
            case .notCompleted: meter.failure = 0x08
            case nil: break
            }
            // Commits may come while the link is down.
            if !uncommitted.isEmpty, mustStart || meter.outbox.isEmpty || Int.random(in: 0..<3, using: &random) == 0 {
                let index = Int.random(in: 0..<uncommitted.count, using: &random)
                let receipt = uncommitted[index].receipt
                result.committed.formUnion(uncommitted[...index].map(\.sequence))
                uncommitted.removeSubrange(...index)
                actions += fetch.committed(upTo: receipt, at: now)
                if mustStart {
                    for case .advance(let sequence) in actions { advance(to: sequence, &result) }
                    actions = []
                }
            } else if !mustStart {
                now = now + .milliseconds(20)
                switch meter.deliver() {
                case .record(let sequence):
                    arrived = sequence
                    actions = fetch.record(sequence, at: now)
                case .response(let value): actions = fetch.response(value, at: now)
                case .refusal(let code): actions = fetch.refused(ATTError(rawValue: code), at: now)
                case nil:
                    now = max(now, deadline)
                    actions = fetch.timer(at: now)
                    if actions.isEmpty { result.violations.append("nothing to wait for at step \(result.steps)") }
                }
            }
            if mustStart {
                now = now + .seconds(60)
                actions = fetch.started(at: now, watermark: result.watermark)
            }
        }
        return result
    }

    private func advance(to sequence: UInt16, _ result: inout Result) {
        result.watermark = sequence
        guard let index = records.firstIndex(of: sequence) else {
            result.violations.append("\(sequence) is no record")
            return
        }
        let missing = records[...index].filter { !result.committed.contains($0) }
        if !missing.isEmpty { result.violations.append("advanced to \(sequence) without \(missing)") }
        if !result.committed.contains(sequence) { result.violations.append("advanced to \(sequence), which is not committed") }
    }
}
