import Alarms
import Conditions
import Foundation
import TestSupport
import Testing
import Vitals

@Suite("Alarms of one person")
struct AlarmBookTests {
    private let anna = PersonID(unassigned: DeviceAddress(rawValue: 1)!)

    private func change(
        _ kind: ConditionKind, _ isPresent: Bool, at seconds: Int64, evidence: [Evidence] = [.duration(.seconds(60))],
        isSimulated: Bool = false
    ) -> ConditionChange {
        let at = Timestamp(milliseconds: 1_795_417_260_123) + .seconds(seconds)
        return ConditionChange(
            person: anna, kind: kind, isPresent: isPresent, at: at, since: at - .seconds(60), evidence: evidence, isSimulated: isSimulated)
    }

    @Test("A condition that begins is an alarm that comes on, with an id that a replay gives again")
    func comesOn() throws {
        var book = AlarmBook(person: anna)
        let alarms = book.apply(change(.irregularRhythm, true, at: 0))
        let alarm = try #require(alarms.first)
        #expect(alarms.count == 1)
        #expect(alarm.id == "device-000000000001-irregular_rhythm-1795417200123")
        #expect(alarm.revision == 1)
        #expect(alarm.state == .on)
        #expect(alarm.priority == .medium)
        #expect(alarm.kind == .physiological)
        #expect(alarm.text == "Irregular rhythm for 1 min")
        #expect(alarm.since == Timestamp(milliseconds: 1_795_417_200_123))
        #expect(alarm.changed == Timestamp(milliseconds: 1_795_417_260_123))
        #expect(book.active == alarms)
        var replay = AlarmBook(person: anna)
        #expect(replay.apply(change(.irregularRhythm, true, at: 0)) == alarms)
    }

    @Test("Repeats change nothing")
    func repeats() {
        var book = AlarmBook(person: anna)
        #expect(book.apply(change(.noData, false, at: 0)) == [])
        #expect(book.apply(change(.noData, true, at: 1)).count == 1)
        let on = book
        #expect(book.apply(change(.noData, true, at: 1)) == [])
        #expect(book.apply(change(.noData, true, at: 5)) == [])
        #expect(book == on)
        #expect(book.apply(change(.noData, false, at: 6)).count == 1)
        let off = book
        #expect(book.apply(change(.noData, false, at: 6)) == [])
        #expect(book.apply(change(.noData, true, at: 1)) == [])
        #expect(book == off)
    }

    @Test("Off is a new revision of the same alarm; on again is a new alarm")
    func offAndOnAgain() throws {
        var book = AlarmBook(person: anna)
        let on = try #require(book.apply(change(.irregularRhythm, true, at: 0)).first)
        let off = try #require(book.apply(change(.irregularRhythm, false, at: 100)).first)
        #expect(off.id == on.id)
        #expect(off.revision == 2)
        #expect(off.state == .off)
        #expect(off.since == on.since)
        #expect(off.changed > on.changed)
        #expect(book.active == [])
        let again = try #require(book.apply(change(.irregularRhythm, true, at: 300)).first)
        #expect(again.id != on.id)
        #expect(again.revision == 1)
        #expect(book.active == [again])
    }

    @Test("Each condition has its own alarm, listed in the order in which they came on")
    func several() {
        var book = AlarmBook(person: anna)
        for (index, kind) in [ConditionKind.noData, .heartRateHigh, .irregularRhythm].enumerated() {
            _ = book.apply(change(kind, true, at: Int64(index)))
        }
        #expect(book.active.map(\.condition) == [.noData, .heartRateHigh, .irregularRhythm])
        #expect(book.active.map(\.kind) == [.technical, .physiological, .physiological])
        #expect(book.active.map(\.priority) == [.low, .high, .medium])
        _ = book.apply(change(.noData, false, at: 9))
        _ = book.apply(change(.noData, true, at: 10))
        #expect(book.active.map(\.condition) == [.heartRateHigh, .irregularRhythm, .noData])
    }

    @Test("An alarm that a simulated condition raised is marked as simulated")
    func simulated() {
        var book = AlarmBook(person: anna)
        #expect(book.apply(change(.noData, true, at: 0, isSimulated: true)).allSatisfy { $0.isSimulated })
        #expect(book.apply(change(.noData, false, at: 9)).allSatisfy { $0.isSimulated })
    }

    @Test("Another person's change changes nothing")
    func anotherPerson() throws {
        var book = AlarmBook(person: try PersonID("bea"))
        #expect(book.apply(change(.noData, true, at: 0)) == [])
        #expect(book.active == [])
    }

    @Test("Whatever comes, ids are unique, revisions count up, and the book survives being stored", arguments: 0..<20)
    func anyOrder(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var book = AlarmBook(person: anna)
        var seen: [String: Alarm] = [:]
        for second in 0..<500 {
            let kind = ConditionKind.allCases.randomElement(using: &generator)!
            let alarms = book.apply(change(kind, Bool.random(using: &generator), at: Int64(second)))
            for alarm in alarms {
                #expect(alarm.revision == (seen[alarm.id]?.revision ?? 0) + 1)
                seen[alarm.id] = alarm
            }
            let stored = try JSONDecoder().decode(AlarmBook.self, from: JSONEncoder().encode(book))
            #expect(stored == book)
            #expect(Set(book.active.map(\.id)) == Set(seen.values.filter { $0.state != .off }.map(\.id)))
        }
    }
}
