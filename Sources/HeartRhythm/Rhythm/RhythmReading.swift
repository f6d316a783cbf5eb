// What a detector says after each beat.

/// The rhythm, and how sure.
package struct RhythmReading: Hashable, Sendable, Codable {
    package let rhythm: Rhythm
    /// From 0, perfect order, to 1, no order at all. 0 while the rhythm is unknown.
    package let score: Double
    /// How many usable beats the reading rests on.
    package let beats: Int

    package init(rhythm: Rhythm, score: Double, beats: Int) {
        self.rhythm = rhythm
        self.score = score
        self.beats = beats
    }

    /// Before the first beat.
    package static let none = RhythmReading(rhythm: .unknown, score: 0, beats: 0)
}
