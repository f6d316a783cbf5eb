// A heart rate of 150 is a sleeping baby's, or an adult in need.

import Vitals

/// An age, and what heart rates and breathing are usual at it.
///
/// The 1st and the 99th centile of children at rest, after Fleming et al., "Normal ranges of heart rate and respiratory rate in children
/// from birth to 18 years", Lancet 377:1011 (2011), tables of centiles; adults: the defaults of `MonitorLimits` and `LimitRule.standard`.
package enum AgeGroup {
    private struct Band {
        /// Up to this age in years, not included.
        let below: Double
        /// Beats a minute.
        let heartRate: ClosedRange<Double>
        /// Breaths a minute.
        let breathing: ClosedRange<Double>
    }

    private static let bands: [Band] = [
        Band(below: 0.25, heartRate: 107...181, breathing: 25...66), Band(below: 0.5, heartRate: 104...175, breathing: 24...64),
        Band(below: 0.75, heartRate: 98...168, breathing: 23...61), Band(below: 1, heartRate: 93...161, breathing: 22...58),
        Band(below: 1.5, heartRate: 88...156, breathing: 21...53), Band(below: 2, heartRate: 82...149, breathing: 19...46),
        Band(below: 3, heartRate: 76...142, breathing: 18...38), Band(below: 4, heartRate: 70...136, breathing: 17...33),
        Band(below: 6, heartRate: 65...131, breathing: 17...29), Band(below: 8, heartRate: 59...123, breathing: 16...27),
        Band(below: 12, heartRate: 52...115, breathing: 14...25), Band(below: 15, heartRate: 47...108, breathing: 12...23),
        Band(below: 18, heartRate: 43...104, breathing: 11...22),
    ]

    /// How far beyond the 99th centile a child's heart rate must lie: one child in a hundred is no alarm.
    private static let allowance = 1.15

    /// The limits of somebody of this age in years, 0 to 130; an adult's beyond the table.
    package static func limits(years: Double) -> MonitorLimits {
        var limits = MonitorLimits.standard
        guard years >= 0, let band = bands.first(where: { years < $0.below }) else { return limits }
        limits.heartRateMax = (band.heartRate.upperBound * allowance).rounded()
        limits.heartRateMin = (band.heartRate.lowerBound / allowance).rounded()
        limits.heartRateActiveMax = 220
        limits.others[ConditionKind.respiratoryRateHigh.rawValue] = (band.breathing.upperBound * allowance).rounded()
        limits.others[ConditionKind.respiratoryRateLow.rawValue] = (band.breathing.lowerBound / allowance).rounded()
        return limits
    }
}
