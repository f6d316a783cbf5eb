// What a cuff noticed while it measured.

import Vitals

/// The Measurement Status of a blood pressure measurement.
///
/// A clear bit means "not detected", or that the cuff cannot detect it: Blood Pressure Feature tells which. Bits 6 to 15 are reserved, as is
/// the pulse rate range 3. Source: GATT Specification Supplement, "Blood Pressure Measurement", Measurement Status.
package struct BloodPressureStatus: Hashable, Sendable {
    package let bits: UInt16

    package init(bits: UInt16) { self.bits = bits }

    package var hasBodyMovement: Bool { bits & 1 << 0 != 0 }
    package var isCuffTooLoose: Bool { bits & 1 << 1 != 0 }
    package var hasIrregularPulse: Bool { bits & 1 << 2 != 0 }
    package var hasImproperPosition: Bool { bits & 1 << 5 != 0 }
    /// 0 within the range, 1 above, 2 below, 3 reserved.
    package var pulseRateRange: UInt16 { bits >> 3 & 0b11 }

    private static let rangeMask: UInt16 = 0b11 << 3

    /// Of the pressures: movement, a loose cuff, a wrong position and irregular beats all spoil the oscillation that a cuff reads.
    var pressureQuality: ObservationQuality {
        hasBodyMovement || isCuffTooLoose || hasIrregularPulse || hasImproperPosition ? .questionable : .good
    }

    /// Of the pulse rate, which a cuff moreover cannot count outside its range.
    var pulseQuality: ObservationQuality { (1...2).contains(pulseRateRange) ? .questionable : pressureQuality }

    var fields: [Field] {
        let names: [String?] = [
            "body movement detected", "cuff too loose", "irregular pulse detected", nil, nil, "improper measurement position",
        ]
        return Field.flags("measurement_status", bits & ~Self.rangeMask, names) + [
            .code("pulse_rate_range", pulseRateRange, ["within the range", "exceeds upper limit", "less than lower limit"])
        ]
    }
}
