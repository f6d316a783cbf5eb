// What the artefact correction says of each interval, and all that heart-rate variability needs to know of it.

/// The time from one beat to the next, with how far it can be used.
package struct CorrectedInterval: Hashable, Sendable, Codable {
    /// In ms; where the beat was an artefact or ectopic, the value that the correction put in its place.
    package let milliseconds: Double
    /// Whether both beats are normal, so that the interval is an NN interval as measured. Only these enter time-domain figures.
    package let isNormal: Bool
    /// Whether beats are missing before this interval, so that it is no neighbour of the one before.
    package let followsGap: Bool

    package init(milliseconds: Double, isNormal: Bool = true, followsGap: Bool = false) {
        self.milliseconds = milliseconds
        self.isNormal = isNormal
        self.followsGap = followsGap
    }

    /// Nothing longer is a time between two beats, and the sum of a day of them stays exact.
    private static let oneHour = 3_600_000.0

    /// False for NaN, zero, negative numbers and for an hour and more: such an interval is a gap, whatever its flags say.
    package var isInterval: Bool { milliseconds > 0 && milliseconds < Self.oneHour }
}
