// What a strap's notification is worth as a piece of a series.

/// How a notification follows the ones before, and whether its intervals were measured.
package struct StrapReading: Hashable, Sendable, Codable {
    package enum Continuity: String, Hashable, Sendable, Codable {
        /// The first, or the first after a silence, a clock that went back, or a time without contact: not comparable with what was before.
        case first
        case continuous
        /// Beats are missing just before this notification: interrupt the series here.
        case lost
        /// A beat or two are missing somewhere in the latest sixteen notifications: seen only now, since the radio's delays hide so little.
        case lostEarlier
        /// What was taken for lost came late after all, or the intervals add up to more time than went by.
        case ahead
    }

    package let continuity: Continuity
    /// How many beats are missing, about; negative for more beats than time.
    package let missingBeats: Int
    /// False without skin contact, and for intervals that the sensor merely says again.
    package let isMeasured: Bool

    package init(continuity: Continuity, missingBeats: Int, isMeasured: Bool) {
        self.continuity = continuity
        self.missingBeats = missingBeats
        self.isMeasured = isMeasured
    }
}
