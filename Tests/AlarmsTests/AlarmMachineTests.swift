import AlarmModel
import Alarms
import Conditions
import Foundation
import TestSupport
import Testing
import Vitals

@Suite("The alarm machine")
struct AlarmMachineTests {
    private static let depth = 4
    /// Many more: `make modelcheck`.
    private static let walks = 300

    @Test("Every order of four inputs keeps what has to hold", arguments: [false, true])
    func exhaustive(restarts: Bool) {
        var model = AlarmModel()
        model.restarts = restarts
        var sequences = 0
        func explore(_ model: AlarmModel, _ depth: Int) {
            guard depth > 0 else {
                sequences += 1
                return
            }
            for input in AlarmModel.Input.allCases {
                var next = model
                next.step(input)
                #expect(next.faults == [], "after \(input)")
                guard next.faults.isEmpty else { return }
                explore(next, depth - 1)
            }
        }
        explore(model, restarts ? Self.depth - 1 : Self.depth)
        #expect(sequences == (restarts ? 3375 : 50_625))
    }

    @Test("Long walks keep it too, and the same walk with restarts gives the same alarms")
    func walks() {
        for seed in 0..<UInt64(Self.walks) {
            var random = SeededGenerator(seed: seed)
            var (model, restarted) = (AlarmModel(), AlarmModel())
            restarted.restarts = true
            for _ in 0..<60 {
                let input = AlarmModel.Input.allCases.randomElement(using: &random) ?? .wait
                model.step(input)
                restarted.step(input)
            }
            guard model.faults.isEmpty, restarted.faults.isEmpty, model.alarms == restarted.alarms else {
                Issue.record("seed \(seed): \(model.faults + restarted.faults)")
                return
            }
        }
    }

    @Test("Left alone, every acknowledgement, snooze and silence ends, and a condition that is still there is told again")
    func ends() {
        for seed in 0..<50 as Range<UInt64> {
            var random = SeededGenerator(seed: seed)
            var model = AlarmModel()
            for _ in 0..<30 { model.step(AlarmModel.Input.allCases.randomElement(using: &random) ?? .wait) }
            for _ in 0..<8 * 24 { model.pass(.seconds(3600)) }
            for alarm in model.book.active {
                #expect(alarm.handling.acknowledged == nil || alarm.priority != .high, "seed \(seed)")
                #expect(alarm.handling.snoozed == nil && alarm.handling.silenced == nil && alarm.state != .latched, "seed \(seed)")
            }
        }
    }

    private let anna = PersonID(unassigned: DeviceAddress(rawValue: 1)!)
    private let start = Timestamp(milliseconds: 1_795_417_200_000)

    private func change(_ kind: ConditionKind, _ isPresent: Bool, at seconds: Int64) -> ConditionChange {
        let at = start + .seconds(seconds)
        return ConditionChange(person: anna, kind: kind, isPresent: isPresent, at: at, since: at, evidence: [], isSimulated: false)
    }

    @Test("A high alarm comes again every two minutes until somebody acknowledges it, and then not before an hour")
    func acknowledged() throws {
        var book = AlarmBook(person: anna)
        let alarm = try #require(book.apply(change(.heartRateHigh, true, at: 0)).first)
        #expect(alarm.handling.isSignal && alarm.handling.signals == 1)
        #expect(!book.isDue(at: start + .seconds(119)))
        let reminder = try #require(book.tick(at: start + .seconds(120)).first)
        #expect(reminder.revision == 2 && reminder.handling.isSignal && reminder.handling.signals == 2)
        for minute in 2...5 as ClosedRange<Int64> { _ = book.tick(at: start + .seconds(120 * minute)) }
        #expect(book.active.first?.handling.isUnattended == true)
        let action = AlarmAction(.acknowledge, of: anna, alarm: alarm.id, by: "eva", because: "with her")
        let taken = try #require(book.apply(action, at: start + .seconds(700)).first)
        #expect(taken.state == .acknowledged && taken.handling.acknowledged?.by == "eva" && !taken.handling.isSignal)
        #expect(!book.isDue(at: start + .seconds(700 + 3599)))
        let again = try #require(book.tick(at: start + .seconds(700 + 3600)).first)
        #expect(again.state == .on && again.handling.isSignal)
    }

    @Test("A high condition that ends before anybody saw it stays, latched, until somebody does; a medium one is over")
    func latched() throws {
        var book = AlarmBook(person: anna)
        let alarm = try #require(book.apply(change(.heartRateHigh, true, at: 0)).first)
        #expect(book.apply(change(.heartRateHigh, false, at: 60)).first?.state == .latched)
        #expect(book.active.count == 1)
        #expect(
            book.apply(AlarmAction(.acknowledge, of: anna, alarm: alarm.id, by: "eva", because: "seen"), at: start + .seconds(90)).first?
                .state == .off)
        _ = book.apply(change(.irregularRhythm, true, at: 100))
        #expect(book.apply(change(.irregularRhythm, false, at: 200)).first?.state == .off)
    }

    @Test("What comes and goes four times in a quarter of an hour is one alarm until it has rested for ten minutes")
    func unstable() {
        var book = AlarmBook(person: anna)
        var told = 0
        for round in 0..<20 as Range<Int64> {
            told += book.apply(change(.irregularRhythm, true, at: round * 60)).count { $0.handling.isSignal }
            _ = book.apply(change(.irregularRhythm, false, at: round * 60 + 30))
        }
        #expect(told == 4)
        #expect(book.active.first?.handling.isUnstable == true)
        let end = start + .seconds(19 * 60 + 30)
        #expect(!book.isDue(at: end + .seconds(599)))
        #expect(book.tick(at: end + .seconds(600)).map(\.state) == [.off])
    }

    @Test("A graver condition speaks for a lesser one, and a silence for all but a high one that begins meanwhile")
    func quiet() throws {
        var book = AlarmBook(person: anna)
        _ = book.apply(change(.oxygenVeryLow, true, at: 0))
        let lesser = try #require(book.apply(change(.oxygenLow, true, at: 1)).first)
        #expect(lesser.handling.inhibitedBy == .oxygenVeryLow && !lesser.handling.isSignal)
        let freed = book.apply(change(.oxygenVeryLow, false, at: 60)).first { $0.condition == .oxygenLow }
        #expect(freed?.handling.isSignal == true)
        _ = book.apply(AlarmAction(.silence, of: anna, by: "eva", because: "shower", for: .seconds(1800)), at: start + .seconds(70))
        #expect(book.apply(change(.irregularRhythm, true, at: 80)).first?.handling.isSignal == false)
        #expect(book.apply(change(.heartRateHigh, true, at: 90)).first?.handling.isSignal == true)
        let after = book.tick(at: start + .seconds(70 + 1800))
        #expect(after.contains { $0.condition == .irregularRhythm && $0.handling.isSignal })
    }

    @Test("An action without a name, a reason or a time does nothing, nor does one about another person or an alarm that is over")
    func refused() throws {
        var book = AlarmBook(person: anna)
        let alarm = try #require(book.apply(change(.irregularRhythm, true, at: 0)).first)
        let other = PersonID(unassigned: DeviceAddress(rawValue: 2)!)
        let long = String(repeating: "x", count: 500)
        for action in [
            AlarmAction(.acknowledge, of: anna, alarm: alarm.id, by: "", because: "seen"),
            AlarmAction(.acknowledge, of: anna, alarm: alarm.id, by: "eva", because: long),
            AlarmAction(.snooze, of: anna, by: "eva", because: "x"),
            AlarmAction(.silence, of: anna, by: "eva", because: "x", for: .seconds(-5)),
            AlarmAction(.acknowledge, of: other, alarm: alarm.id, by: "eva", because: "seen"),
            AlarmAction(.acknowledge, of: anna, alarm: "anna-irregular_rhythm-1", by: "eva", because: "seen"),
        ] {
            #expect(book.apply(action, at: start + .seconds(1)) == [])
        }
        _ = book.apply(change(.irregularRhythm, false, at: 10))
        #expect(
            book.apply(AlarmAction(.acknowledge, of: anna, alarm: alarm.id, by: "eva", because: "seen"), at: start + .seconds(11)) == [])
    }

    @Test("What an earlier version stored is read, and not told anew")
    func earlier() throws {
        let json = #"""
            {"person":"anna","alarms":[{"id":"anna-irregular_rhythm-1","revision":1,"person":"anna","condition":"irregular_rhythm",
            "priority":"medium","state":"on","since":1,"changed":1000,"text":"Irregular rhythm for 1 min","evidence":[],"isSimulated":false}]}
            """#
        let book = try JSONDecoder().decode(AlarmBook.self, from: Data(json.utf8))
        #expect(book.active.map(\.state) == [.on])
        #expect(!book.isDue(at: Timestamp(milliseconds: 2000)))
    }
}
