import Alarms
import Conditions
import Foundation
import TestSupport
import Testing
import Vitals

/// A person whose conditions come and go, people who look after them or not, and a clock that may jump; after each step all that has to hold
/// is checked.
private struct Model {
    enum Input: Hashable, CaseIterable {
        case rateUp, rateDown, rhythmUp, rhythmDown, contactLost, contactBack
        case acknowledge, snooze, silence, resume
        case wait, waitLong, clockBack
    }

    private let person = PersonID(unassigned: DeviceAddress(rawValue: 1)!)
    private(set) var book: AlarmBook
    private(set) var now = Timestamp(milliseconds: 1_795_417_200_000)
    private var present: Set<ConditionKind> = []
    /// The latest revision of each alarm.
    private(set) var alarms: [String: Alarm] = [:]
    /// Time since a high alarm, which nobody keeps quiet, was last told, as far as it went on forwards.
    private var untold: [String: Duration] = [:]
    private(set) var faults: [String] = []
    /// Restarts it after each step.
    var restarts = false

    init() { book = AlarmBook(person: person) }

    mutating func step(_ input: Input) {
        switch input {
        case .rateUp: begin(.heartRateHigh)
        case .rateDown: end(.heartRateHigh)
        case .rhythmUp: begin(.irregularRhythm)
        case .rhythmDown: end(.irregularRhythm)
        case .contactLost: begin(.noSkinContact)
        case .contactBack: end(.noSkinContact)
        case .acknowledge:
            guard let alarm = book.active.first else { return }
            act(AlarmAction(.acknowledge, of: person, alarm: alarm.id, by: "eva", because: "seen"))
        case .snooze: act(AlarmAction(.snooze, of: person, condition: .heartRateHigh, by: "eva", because: "stairs", for: .seconds(600)))
        case .silence: act(AlarmAction(.silence, of: person, by: "eva", because: "shower", for: .seconds(900)))
        case .resume: act(AlarmAction(.resume, of: person, by: "eva", because: "back"))
        case .wait: pass(.seconds(60))
        case .waitLong: for _ in 0..<20 { pass(.seconds(60)) }
        case .clockBack:
            now = now - .seconds(1800)
            take(book.tick(at: now))
            if book.isDue(at: now) { faults.append("due again at once after the clock was set back") }
        }
        check(input)
    }

    private mutating func begin(_ kind: ConditionKind) {
        now = now + .seconds(1)
        present.insert(kind)
        take(book.apply(change(kind, true)))
    }

    private mutating func end(_ kind: ConditionKind) {
        now = now + .seconds(1)
        present.remove(kind)
        take(book.apply(change(kind, false)))
    }

    private mutating func act(_ action: AlarmAction) {
        now = now + .seconds(1)
        take(book.apply(action, at: now))
    }

    mutating func pass(_ duration: Duration) {
        now = now + duration
        for (id, alarm) in alarms where alarm.state == .on && alarm.priority == .high && !isPaused(alarm) {
            untold[id, default: .zero] += duration
        }
        let isDue = book.isDue(at: now)
        let changed = book.tick(at: now)
        if !isDue, !changed.isEmpty { faults.append("tick changed \(changed.map(\.id)) without being due") }
        take(changed)
        if book.isDue(at: now) { faults.append("due again at once") }
        for alarm in book.active where alarm.priority == .high && alarm.state == .on {
            if let untold = untold[alarm.id], untold > .seconds(180) { faults.append("\(alarm.id) was not told for \(untold)") }
        }
    }

    private func change(_ kind: ConditionKind, _ isPresent: Bool) -> ConditionChange {
        ConditionChange(person: person, kind: kind, isPresent: isPresent, at: now, since: now, evidence: [], isSimulated: false)
    }

    private func isPaused(_ alarm: Alarm) -> Bool {
        alarm.handling.snoozed != nil || alarm.handling.silenced != nil || alarm.handling.inhibitedBy != nil
    }

    private mutating func take(_ changed: [Alarm]) {
        for alarm in changed {
            if alarm.revision != (alarms[alarm.id]?.revision ?? 0) + 1 { faults.append("\(alarm.id) has revision \(alarm.revision)") }
            if alarm.handling.isSignal || isPaused(alarm) || alarm.state != .on { untold[alarm.id] = .zero }
            alarms[alarm.id] = alarm
        }
    }

    private mutating func check(_ input: Input) {
        let active = book.active
        for kind in present where !active.contains(where: { $0.condition == kind && ($0.state == .on || $0.state == .acknowledged) }) {
            faults.append("\(kind) is present, and no alarm says so")
        }
        for alarm in active where alarm.priority == .high && alarm.state == .on {
            if alarm.handling.inhibitedBy != nil { faults.append("a high alarm is inhibited") }
            if isPaused(alarm), (alarm.handling.snoozed ?? alarm.handling.silenced)?.by != "eva" {
                faults.append("nobody paused \(alarm.id)")
            }
            if alarm.handling.signals == 0, !isPaused(alarm) { faults.append("\(alarm.id) was never told") }
        }
        if restarts, let copy = try? JSONDecoder().decode(AlarmBook.self, from: JSONEncoder().encode(book)) {
            if copy != book { faults.append("a restart changed the book") }
            book = copy
        }
    }
}

@Suite("The alarm machine")
struct AlarmMachineTests {
    private static let depth = 4
    /// More of them in release: `ALARM_WALKS=1000000 swift test -c release --filter AlarmMachineTests`.
    private static let walks = ProcessInfo.processInfo.environment["ALARM_WALKS"].flatMap { Int($0) } ?? 300

    @Test("Every order of four inputs keeps what has to hold", arguments: [false, true])
    func exhaustive(restarts: Bool) {
        var model = Model()
        model.restarts = restarts
        var sequences = 0
        func explore(_ model: Model, _ depth: Int) {
            guard depth > 0 else {
                sequences += 1
                return
            }
            for input in Model.Input.allCases {
                var next = model
                next.step(input)
                #expect(next.faults == [], "after \(input)")
                guard next.faults.isEmpty else { return }
                explore(next, depth - 1)
            }
        }
        explore(model, restarts ? Self.depth - 1 : Self.depth)
        #expect(sequences == (restarts ? 2197 : 28_561))
    }

    @Test("Long walks keep it too, and the same walk with restarts gives the same alarms")
    func walks() {
        for seed in 0..<UInt64(Self.walks) {
            var random = SeededGenerator(seed: seed)
            var (model, restarted) = (Model(), Model())
            restarted.restarts = true
            // Storing the book costs a hundred steps: of very many walks some are made twice.
            let isRestarted = Self.walks < 1000 || seed % 1000 == 0
            for _ in 0..<60 {
                let input = Model.Input.allCases.randomElement(using: &random) ?? .wait
                model.step(input)
                if isRestarted { restarted.step(input) }
            }
            guard model.faults.isEmpty, restarted.faults.isEmpty, !isRestarted || model.alarms == restarted.alarms else {
                Issue.record("seed \(seed): \(model.faults + restarted.faults)")
                return
            }
        }
    }

    @Test("Left alone, every acknowledgement, snooze and silence ends, and a condition that is still there is told again")
    func ends() {
        for seed in 0..<50 as Range<UInt64> {
            var random = SeededGenerator(seed: seed)
            var model = Model()
            for _ in 0..<30 { model.step(Model.Input.allCases.randomElement(using: &random) ?? .wait) }
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
