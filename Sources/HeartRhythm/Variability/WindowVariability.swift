// What a fixed window says when it is over.

package import Vitals

/// Heart-rate variability of one five-minute window of event time.
package struct WindowVariability: Hashable, Sendable, Codable {
    /// When the window began: a multiple of five minutes since 1970, and so of every time zone's clock.
    package let start: Timestamp
    package let variability: HeartRateVariability

    package init(start: Timestamp, variability: HeartRateVariability) {
        self.start = start
        self.variability = variability
    }
}
