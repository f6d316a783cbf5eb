import GATT
import TestSupport
import Testing

@Suite("Fetching stored records, interrupted at every step")
struct RecordFetchSimulationTests {
    struct Scenario: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let simulation: RecordFetchSimulation
    }

    static let plain = (0..<50).map { UInt16($0) }
    /// Half before the wrap, half after it.
    static let wrapping = (0..<50).map { UInt16(truncatingIfNeeded: 65_511 + $0) }
    static let withGaps = (0..<50).map { UInt16(100 + $0 * 7) }

    static let scenarios: [Scenario] =
        [
            ("plain", .init(records: plain, behaviour: .init())),
            ("plain, half of it known", .init(records: plain, behaviour: .init(), known: 25)),
            ("gaps, a third known", .init(records: withGaps, behaviour: .init(), known: 17)),
            ("wrapping, nothing known", .init(records: wrapping, behaviour: .init())),
            ("wrapping, known to before the wrap", .init(records: wrapping, behaviour: .init(), known: 20)),
            ("wrapping, known to 65535", .init(records: wrapping, behaviour: .init(), known: 25)),
            ("no filter", .init(records: plain, behaviour: .init(filters: false), known: 10)),
            ("no filter, wrapping", .init(records: wrapping, behaviour: .init(filters: false), known: 10)),
            ("no filter, no newest", .init(records: plain, behaviour: .init(filters: false, tellsNewest: false), known: 10)),
            ("no newest", .init(records: plain, behaviour: .init(tellsNewest: false), known: 10)),
            ("started again", .init(records: plain, behaviour: .init(), foreignWatermark: 900)),
            ("started again, no filter", .init(records: plain, behaviour: .init(filters: false), foreignWatermark: 900)),
            ("newest first", .init(records: plain, behaviour: .init(reverses: true), known: 10)),
        ].map(Scenario.init)

    static func check(_ result: RecordFetchSimulation.Result, _ scenario: Scenario, _ what: String) {
        let records = scenario.simulation.records
        #expect(result.violations == [], "\(what)")
        #expect(result.isComplete, "\(what): \(result.steps) steps")
        #expect(result.delivered == Set(records), "\(what)")
        #expect(result.committed.isSuperset(of: records), "\(what)")
        #expect(result.watermark == records.last, "\(what)")
    }

    @Test("Every record is delivered, and the watermark never passes what is committed", arguments: scenarios)
    func everyStep(scenario: Scenario) {
        var random = SeededGenerator(seed: 1)
        let undisturbed = scenario.simulation.run(random: &random) { _, _ in nil }
        Self.check(undisturbed, scenario, "undisturbed")
        for mishap in RecordFetchSimulation.Mishap.allCases {
            for step in 1...undisturbed.steps + 1 {
                var random = SeededGenerator(seed: UInt64(step))
                let result = scenario.simulation.run(random: &random) { at, _ in at == step ? mishap : nil }
                Self.check(result, scenario, "\(mishap) at step \(step)")
            }
        }
    }

    @Test("Nor with a dozen mishaps at random steps", arguments: scenarios)
    func random(scenario: Scenario) {
        for seed in 0..<150 as Range<UInt64> {
            var random = SeededGenerator(seed: 1000 + seed)
            var left = 12
            let result = scenario.simulation.run(random: &random) { _, random in
                guard left > 0, Int.random(in: 0..<20, using: &random) == 0 else { return nil }
                left -= 1
                return RecordFetchSimulation.Mishap.allCases.randomElement(using: &random)
            }
            Self.check(result, scenario, "seed \(seed)")
        }
    }
}
