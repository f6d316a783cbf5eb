import Foundation
import HeartRhythm
import Testing

@Suite("Beats: artefacts and ectopic beats")
struct BeatClassifierTests {
    /// 60 beats of breathing rhythm around 800 ms, with the given intervals in the middle.
    private func around(_ middle: [Double], level: Double = 800) -> [Double] {
        let breath = [0.0, 14, 22, 9, -12, -21, -8]
        let before = (0..<30).map { level + breath[$0 % 7] }
        return before + middle + before
    }

    private func beats(_ intervals: [Double]) -> [ClassifiedBeat] {
        var classifier = BeatClassifier()
        var beats = intervals.compactMap { classifier.add(rr: $0) }
        beats += classifier.finish()
        return beats
    }

    private func corrected(_ beats: [ClassifiedBeat]) -> [Double] {
        var corrector = IntervalCorrector()
        return beats.flatMap { corrector.add($0) }
    }

    @Test(
        "Each kind of artefact is called by its name, and nothing else is",
        arguments: [
            ([1607.0], [BeatKind.missed]),
            ([2410], [.missed]),
            ([300, 505], [.extra, .afterAbnormal]),
            ([520, 1085], [.premature, .afterAbnormal]),
            ([540, 810], [.premature, .normal]),
            ([700, 905], [.premature, .afterAbnormal]),
            ([885, 718], [.misplaced, .afterAbnormal]),
            ([500, 480, 1250], [.premature, .premature, .afterAbnormal]),
            ([1180], [.unclassified]),
            ([.nan], [.gap]),
            ([20_000], [.gap]),
        ])
    func kinds(middle: [Double], kinds: [BeatKind]) {
        let beats = beats(around(middle))
        #expect(beats[30..<(30 + middle.count)].map(\.kind) == kinds)
        #expect(beats[..<30].allSatisfy { $0.kind == .normal })
        #expect(beats[(30 + middle.count)...].allSatisfy { $0.kind == .normal })
    }

    @Test(
        "The corrected series loses no time to missed, extra, compensated and misplaced beats",
        arguments: [[1607.0], [300, 505], [520, 1085], [885, 718]])
    func timeIsKept(middle: [Double]) {
        let intervals = around(middle)
        let corrected = corrected(beats(intervals))
        #expect(abs(corrected.reduce(0, +) - intervals.reduce(0, +)) < 1e-6)
        #expect(corrected.allSatisfy { (740...860).contains($0) })
    }

    @Test("What came is kept beside what was made of it")
    func nothingIsHidden() {
        let intervals = around([520, 1085])
        #expect(beats(intervals).map(\.milliseconds) == intervals)
    }

    @Test("In bigeminy, half of the beats are premature, from the first on", arguments: [(450.0, 1150.0), (500, 1000), (560, 980)])
    func bigeminy(early: Double, late: Double) {
        var intervals = (0..<20).map { 800 + Double($0 % 5) * 4 }
        for pair in 0..<90 { intervals += [early, late + Double(pair % 3) * 10] }
        let beats = beats(intervals)
        #expect(beats[20...].enumerated().allSatisfy { $1.kind == ($0 % 2 == 0 ? .premature : .afterAbnormal) })
    }

    @Test(
        "Deep breaths, however even, are no artefacts once they are known: within 50 beats", arguments: [4.0, 5, 7, 11], [0.1, 0.15, 0.2])
    func breathing(beatsPerBreath: Double, depth: Double) {
        let intervals = (0..<600).map { 950 * (1 + depth * sin(2 * .pi * Double($0) / beatsPerBreath)) }
        let beats = beats(intervals)
        #expect(beats.count { $0.kind.isAbnormalInterval } <= 24)
        #expect(beats[60...].allSatisfy { !$0.kind.isAbnormalInterval })
    }

    @Test("A sudden change of the heart rate is no artefact")
    func exercise() {
        var intervals = (0..<60).map { 900 + Double($0 % 4) * 10 }
        for beat in 0..<60 {
            let level: Double = max(420, 900 - Double(beat) * 40)
            intervals.append(level + Double(beat % 3) * 5)
        }
        #expect(beats(intervals).allSatisfy { $0.kind == .normal })
    }

    @Test("Without order nothing is premature: the beats are irregular")
    func disorder() {
        var state: UInt64 = 42
        let intervals = (0..<600).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return 400 + Double(state >> 40) / Double(1 << 24) * 600
        }
        let beats = beats(intervals)
        let late = beats[100...]
        #expect(late.count { $0.kind == .irregular } > late.count * 9 / 10)
        #expect(corrected(Array(late)).count >= late.count - 20)
    }

    @Test("A beat is released when fourteen later ones have come, and the rest at the end")
    func lookAhead() {
        var classifier = BeatClassifier()
        let released = (0..<100).map { _ in classifier.add(rr: 800) != nil }
        #expect(released.prefix(BeatClassifier.lookAheadBeats).allSatisfy { !$0 })
        #expect(released.dropFirst(BeatClassifier.lookAheadBeats).allSatisfy { $0 })
        #expect(classifier.finish().count == BeatClassifier.lookAheadBeats)
        #expect(classifier.finish().isEmpty)
    }

    @Test("Nonsense never traps, and is forgotten", arguments: [.nan, .infinity, -.infinity, 0, -800, 1e-300, 0x1p60, 3001, 29.9])
    func nonsense(value: Double) {
        let intervals = around(Array(repeating: value, count: 40))
        let beats = beats(intervals)
        #expect(beats.count == intervals.count)
        #expect(beats[30..<70].allSatisfy { $0.kind == .gap && $0.correctedCount == 0 && $0.milliseconds == 0 })
        #expect(beats[75...].allSatisfy { $0.kind == .normal })
        #expect(self.beats([value]).count == 1)
    }

    @Test("A stored state goes on as if nothing had happened", arguments: [0, 1, 5, 9, 14, 33, 47, 80])
    func snapshot(at place: Int) throws {
        let intervals = around([1607, 800, 790, 300, 505, 800, 805, 520, 1085, 500, 480, 1250, .nan, 885, 718])
        var classifier = BeatClassifier()
        for interval in intervals.prefix(place) { _ = classifier.add(rr: interval) }
        var restored = try JSONDecoder().decode(BeatClassifier.self, from: JSONEncoder().encode(classifier))
        #expect(restored == classifier)
        for interval in intervals.dropFirst(place) { #expect(restored.add(rr: interval) == classifier.add(rr: interval)) }
        #expect(restored.finish() == classifier.finish())
        #expect(restored == classifier)
    }

    @Test("A damaged state is an error")
    func damaged() throws {
        var classifier = BeatClassifier()
        for _ in 0..<50 { _ = classifier.add(rr: 800) }
        let text = try #require(String(data: JSONEncoder().encode(classifier), encoding: .utf8))
        let damages = [
            ("\"length\":1", "\"length\":0"), ("\"parent\":0", "\"parent\":9"), ("\"usual\":0", "\"usual\":7"), ("\"rr\":[", "\"rr\":[1,"),
        ]
        for (part, other) in damages {
            #expect(text.contains(part))
            let data = Data(text.replacing(part, with: other).utf8)
            #expect(throws: (any Error).self) { try JSONDecoder().decode(BeatClassifier.self, from: data) }
        }
    }

    @Test("The corrector counts what it did")
    func counting() {
        var corrector = IntervalCorrector()
        #expect(corrector.usableShare == 0)
        for beat in beats(around([1607, 800, 810, 795, 790, 805, 520, 1085])) { _ = corrector.add(beat) }
        #expect(corrector.count(of: .missed) == 1)
        #expect(corrector.count(of: .premature) == 1)
        #expect(corrector.beats == 68)
        #expect(corrector.usableShare == 65.0 / 68)
        #expect(corrector.irregularShare == 0)
    }
}
