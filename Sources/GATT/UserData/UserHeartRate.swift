// User Data Service: heart rates that belong to a person.

package import Vitals

/// Which heart rate of the User Data Service a value is.
package protocol UserHeartRateKind: FieldKind {
    /// `nil` where the rate is a setting and no measurement.
    static var metric: Metric? { get }
}

extension UserHeartRateKind {
    package static var metric: Metric? { nil }
}

/// A heart rate of a person's profile: 0 to 255 beats a minute.
///
/// The resting heart rate and the maximum heart rate are measured, and give readings. The recommended maximum, the thresholds and the limits
/// of training zones are what somebody chose, and give none. Source: User Data Service 1.1; GATT Specification Supplement.
package struct UserHeartRate<Kind: UserHeartRateKind>: CharacteristicValue {
    package let beatsPerMinute: UInt8

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        beatsPerMinute = try cursor.uint8(from: value)
        try cursor.end(of: value)
    }

    package var fields: [Field] { [.integer(Kind.fieldName, beatsPerMinute, "/min")] }

    package var readings: [Reading] { Kind.metric.map { [Reading($0, Double(beatsPerMinute))] } ?? [] }
}

package enum HeartRateMaxKind: UserHeartRateKind {
    package static let fieldName = "heart_rate_max"
    package static let metric: Metric? = .maximumHeartRate
}

package enum RestingHeartRateKind: UserHeartRateKind {
    package static let fieldName = "resting_heart_rate"
    package static let metric: Metric? = .restingHeartRate
}

package enum MaximumRecommendedHeartRateKind: UserHeartRateKind { package static let fieldName = "maximum_recommended_heart_rate" }
package enum AerobicThresholdKind: UserHeartRateKind { package static let fieldName = "aerobic_threshold" }
package enum AnaerobicThresholdKind: UserHeartRateKind { package static let fieldName = "anaerobic_threshold" }
package enum FatBurnLowerLimitKind: UserHeartRateKind { package static let fieldName = "fat_burn_heart_rate_lower_limit" }
package enum FatBurnUpperLimitKind: UserHeartRateKind { package static let fieldName = "fat_burn_heart_rate_upper_limit" }
package enum AerobicLowerLimitKind: UserHeartRateKind { package static let fieldName = "aerobic_heart_rate_lower_limit" }
package enum AerobicUpperLimitKind: UserHeartRateKind { package static let fieldName = "aerobic_heart_rate_upper_limit" }
package enum AnaerobicLowerLimitKind: UserHeartRateKind { package static let fieldName = "anaerobic_heart_rate_lower_limit" }
package enum AnaerobicUpperLimitKind: UserHeartRateKind { package static let fieldName = "anaerobic_heart_rate_upper_limit" }
