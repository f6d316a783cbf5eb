// "Unusual" alone helps nobody: it is the height, the time of day, or the restlessness that is unusual.

/// The view in which a sample is most unusual.
package struct SeriesReason: Hashable, Sendable, Codable {
    package enum View: String, Hashable, Sendable, Codable, CaseIterable {
        /// Higher or lower than the series usually is.
        case level
        /// Higher or lower than at this time of day.
        case timeOfDay
        /// Changes more from sample to sample.
        case variability
    }

    package let view: View
    /// Above what is usual, or below; variability is only ever above.
    package let isAbove: Bool
    /// Over how many of the latest samples: 1, 3, 10, 30 or 100.
    package let samples: Int
    /// How rare this view alone is, in bits.
    package let surprise: Double

    package init(view: View, isAbove: Bool, samples: Int, surprise: Double) {
        self.view = view
        self.isAbove = isAbove
        self.samples = samples
        self.surprise = surprise
    }
}
