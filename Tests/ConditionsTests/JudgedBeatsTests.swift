import Conditions
import Foundation
import HeartRhythm
import Testing
import Vitals

@Suite("Beats that wait for their judgement")
struct JudgedBeatsTests {
    @Test("A beat comes out when its reading does; no interval of a gap counts as time", arguments: [.nan, -1, 0, 3001, .infinity, 0x1p60])
    func waits(interval: Double) throws {
        var beats = JudgedBeats()
        for beat in 0..<IrregularRhythmDetector.lookAheadBeats { #expect(beats.add(rr: 800.4, at: Feed.at(Double(beat))) == nil) }
        let first = beats.add(rr: interval, at: Feed.at(1000))
        #expect(first == JudgedBeats.Beat(time: Feed.start, milliseconds: 800))
        for _ in 1..<IrregularRhythmDetector.lookAheadBeats { _ = beats.add(rr: 800, at: Feed.at(2000)) }
        #expect(beats.add(rr: 800, at: Feed.at(2000))?.milliseconds == 0)
        #expect(try JSONDecoder().decode(JudgedBeats.self, from: JSONEncoder().encode(beats)) == beats)
    }
}
