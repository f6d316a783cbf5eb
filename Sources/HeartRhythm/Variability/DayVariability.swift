// What a day of beats comes to.

/// Long-term heart-rate variability, as the Task Force 1996 defines it (table 1, and appendix A for the triangular index).
///
/// Each figure is nil below the least share (`VariabilityDay.usableMin`) and where it cannot be computed.
package struct DayVariability: Hashable, Sendable, Codable {
    /// Of the whole day: its beats, and the 24 hours.
    package let usable: UsableShare
    /// How many of the five-minute windows were usable themselves, of at most 289; the next two figures rest on them.
    package let windows: Int
    /// Mean interval, ms.
    package let meanNN: Double?
    /// Standard deviation of all intervals, ms.
    package let sdnn: Double?
    /// Standard deviation of the means of the five-minute windows, ms.
    package let sdann: Double?
    /// Mean of the standard deviations of the five-minute windows, ms.
    package let sdnnIndex: Double?
    /// Root of the mean square of the differences of neighbours, ms.
    package let rmssd: Double?
    /// Share of differences above 50 ms, %.
    package let pnn50: Double?
    /// All intervals divided by those of the fullest class of 1/128 s. No unit.
    package let triangularIndex: Double?
}
