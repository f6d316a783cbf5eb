// What can be wrong with a beat, as far as the times between beats alone can tell.

/// What a beat is, and with it the RR interval that ends at it.
///
/// Atrial and ventricular premature beats are one kind. A full compensatory pause is said to mark the ventricular ones, but half of the
/// interval before and after, over the normal interval, is 0.94–1.00 for the atrial ones of record 100 of the MIT-BIH Arrhythmia Database,
/// 0.91–1.00 for the ventricular ones of 106, 0.98–1.01 for those of nsr2db 001 (quartiles). Only an electrocardiogram separates them.
package enum BeatKind: UInt8, Hashable, Sendable, Codable, CaseIterable {
    case normal
    /// At least one beat before this one was not seen: the interval is two or three intervals in one.
    case missed
    /// No beat: something split the interval, or an interpolated ectopic beat between two normal ones.
    case extra
    /// Too early, from wherever in the heart.
    case premature
    /// Right in place, but its interval begins at an abnormal beat: the pause after a premature beat, the rest after an extra one.
    case afterAbnormal
    /// A beat seen too early or too late, with the next in place: two intervals deviate by the same amount in opposite directions.
    case misplaced
    /// Far from anything expected, without a pattern that explains it.
    case unclassified
    /// Part of a rhythm without order, as in atrial fibrillation: no beat of it can be called early or late. Not an artefact.
    case irregular
    /// No interval: beats are missing here, or the value is no interval between beats.
    case gap

    /// Whether the beat itself is an artefact or ectopic, in the sense of beat annotations (ANSI/AAMI EC57: a label belongs to a beat).
    package var isAbnormalBeat: Bool {
        switch self {
        case .missed, .extra, .premature, .misplaced, .unclassified, .gap: true
        case .normal, .afterAbnormal, .irregular: false
        }
    }

    /// Whether something went wrong with seeing the beat, rather than with the beat.
    package var isArtifact: Bool {
        switch self {
        case .missed, .extra, .misplaced, .gap: true
        default: false
        }
    }

    /// Whether the interval must not enter variability as it is, because one of its ends is abnormal.
    package var isAbnormalInterval: Bool { isAbnormalBeat || self == .afterAbnormal }
}
