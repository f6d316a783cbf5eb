// What the illness detector says of one day, with what it saw.

package enum IllnessAlert: Int, Hashable, Sendable, Codable, CaseIterable {
    case none = 0
    case yellow = 1
    case red = 2
}

/// A day's verdict. An alert is a reason to look, not a diagnosis.
package struct IllnessReading: Hashable, Sendable, Codable {
    package let day: Int
    package let alert: IllnessAlert
    /// The resting heart rate's deviation from the person's usual, mean of up to three days, in robust standard deviations.
    package let heartScore: Double
    /// The heart's score and what the other signals add.
    package let score: Double
    /// What the score must exceed for yellow; 1.3 times that for red.
    package let limit: Double
    /// The person's usual resting heart rate, beats per minute.
    package let usualHeartRate: Double
}
