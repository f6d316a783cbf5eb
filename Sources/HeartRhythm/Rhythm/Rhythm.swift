// What can be said of a rhythm from the times between beats alone.

/// Whether the intervals between beats look ordered.
///
/// `irregular` means "without order, as in atrial fibrillation"; it is a reason to look at an electrocardiogram, not a diagnosis.
package enum Rhythm: String, Hashable, Sendable, Codable, CaseIterable {
    case regular
    case irregular
    /// Not enough usable beats to say.
    case unknown
}
