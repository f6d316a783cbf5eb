// The rhythm of a person's latest beats as JSON.

package import HeartRhythm
package import Vitals

package struct RhythmMessage: Hashable, Sendable, Codable {
    package let person: String
    package let rhythm: Rhythm
    /// Of the beat that decided it. RFC 3339, UTC, milliseconds.
    package let time: String
    /// How many usable beats it rests on.
    package let beats: Int
    package let simulated: Bool

    package init(person: PersonID, reading: RhythmReading, time: Timestamp, isSimulated: Bool) {
        self.person = person.text
        rhythm = reading.rhythm
        self.time = time.description
        beats = reading.beats
        simulated = isSimulated
    }
}
