// User Data Service: the table of its scaled integers, a row for each characteristic.

import Vitals

/// The quantities of a person's profile that are one scaled integer. Source: User Data Service 1.1; GATT Specification Supplement, each
/// characteristic's section.
///
/// Age, heights, circumferences, oxygen uptake, the resting and the maximum heart rate are measurements and give readings. What somebody
/// chose gives none: the recommended maximum, the thresholds and the limits of training zones, the caloric intake, and the stride, which a
/// device counts with.
package enum UserQuantity {
    package enum Age: ScaledFormatRow {
        package static let format = ScaledFormat("age", .uint8, "a", .age)
    }

    package enum CaloricIntake: ScaledFormatRow {
        package static let format = ScaledFormat("caloric_intake", .uint16, "kcal")
    }

    package enum Height: ScaledFormatRow {
        package static let format = ScaledFormat("height", .uint16, exponent: -2, "m", .bodyHeight)
    }

    package enum HighResolutionHeight: ScaledFormatRow {
        package static let format = ScaledFormat("high_resolution_height", .uint16, exponent: -4, "m", .bodyHeight)
    }

    package enum HipCircumference: ScaledFormatRow {
        package static let format = ScaledFormat("hip_circumference", .uint16, exponent: -2, "m", .hipCircumference)
    }

    package enum StrideLength: ScaledFormatRow {
        package static let format = ScaledFormat("stride_length", .uint16, exponent: -3, "m")
    }

    package enum VO2Max: ScaledFormatRow {
        package static let format = ScaledFormat("vo2_max", .uint8, "mL/kg/min", .vo2Max)
    }

    package enum WaistCircumference: ScaledFormatRow {
        package static let format = ScaledFormat("waist_circumference", .uint16, exponent: -2, "m", .waistCircumference)
    }

    package enum HeartRateMax: ScaledFormatRow {
        package static let format = heartRate("heart_rate_max", .maximumHeartRate)
    }

    package enum RestingHeartRate: ScaledFormatRow {
        package static let format = heartRate("resting_heart_rate", .restingHeartRate)
    }

    package enum MaximumRecommendedHeartRate: ScaledFormatRow {
        package static let format = heartRate("maximum_recommended_heart_rate")
    }

    package enum AerobicThreshold: ScaledFormatRow { package static let format = heartRate("aerobic_threshold") }
    package enum AnaerobicThreshold: ScaledFormatRow { package static let format = heartRate("anaerobic_threshold") }
    package enum FatBurnLowerLimit: ScaledFormatRow { package static let format = heartRate("fat_burn_heart_rate_lower_limit") }
    package enum FatBurnUpperLimit: ScaledFormatRow { package static let format = heartRate("fat_burn_heart_rate_upper_limit") }
    package enum AerobicLowerLimit: ScaledFormatRow { package static let format = heartRate("aerobic_heart_rate_lower_limit") }
    package enum AerobicUpperLimit: ScaledFormatRow { package static let format = heartRate("aerobic_heart_rate_upper_limit") }
    package enum AnaerobicLowerLimit: ScaledFormatRow { package static let format = heartRate("anaerobic_heart_rate_lower_limit") }
    package enum AnaerobicUpperLimit: ScaledFormatRow { package static let format = heartRate("anaerobic_heart_rate_upper_limit") }

    /// 0 to 255 beats a minute.
    private static func heartRate(_ name: String, _ metric: Metric? = nil) -> ScaledFormat { ScaledFormat(name, .uint8, "/min", metric) }
}
