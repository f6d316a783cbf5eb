// A beat between the decision of the lattice and its release.

/// A decided beat whose neighbours are still looked at.
struct BeatRow: Hashable, Sendable, Codable {
    /// As it came, 0 for a gap.
    var rr = 0.0
    /// The interval, or what stands for it where the lattice found it abnormal.
    var value = 0.0
    /// What the corrected series has.
    var corrected = 0.0
    /// D of this and the next interval.
    var displacement = 0.0
    var kind = BeatKind.normal
    var correctedCount: UInt8 = 1
    /// Whether `value` is not a measured interval.
    var isReplaced = false
    /// A small displacement: normal, unless the second look confirms it.
    var awaitsConfirmation = false
    /// `corrected` is to be interpolated between the neighbours.
    var isInterpolated = false
}
