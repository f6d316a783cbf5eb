// One beat, as it came and as it counts.

/// An RR interval, what the beat that ends it is, and what stands for it in a variability analysis.
///
/// What came is kept beside what was made of it: a correction hides nothing.
package struct ClassifiedBeat: Hashable, Sendable, Codable {
    /// As it came, in milliseconds; NaN and other nonsense become 0, and the kind says `gap`.
    package let milliseconds: Double
    package let kind: BeatKind
    /// What the corrected series has instead, in milliseconds: the interval itself where it is sound.
    package let corrected: Double
    /// How often: 0 for a gap and for the first part of a split interval, 2 or 3 where beats were missed, else 1.
    package let correctedCount: Int

    package init(milliseconds: Double, kind: BeatKind, corrected: Double, correctedCount: Int) {
        self.milliseconds = milliseconds
        self.kind = kind
        self.corrected = corrected
        self.correctedCount = correctedCount
    }
}
