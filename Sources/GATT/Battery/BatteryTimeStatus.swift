// Battery Service: for how long a battery will last.

import Vitals

/// A Battery Time Status (0x2BEE): minutes until the battery is discharged, and, as flags say, until discharged on standby and recharged.
///
/// 24 bits each; FFFFFF is not known and FFFFFE more than the field holds. A reserved flag would stand for further bytes, which are then
/// kept as they are. Source: Battery Service 1.1; GATT Specification Supplement, "Battery Time Status".
package struct BatteryTimeStatus: CharacteristicValue {
    /// Minutes as sent.
    package struct Remaining: Hashable, Sendable {
        package let code: UInt32

        private static let unknown: UInt32 = 0xFF_FFFF
        private static let beyond: UInt32 = 0xFF_FFFE

        /// `nil` where the time is not known or does not fit.
        package var minutes: Int? { code < Self.beyond ? Int(code) : nil }

        fileprivate func field(_ name: String) -> Field {
            switch code {
            case Self.unknown: Field(name, .missing("not known"), unit: "min")
            case Self.beyond: Field(name, .missing("greater than 16777213"), unit: "min")
            default: .integer(name, code, "min")
            }
        }
    }

    package let untilDischarged: Remaining
    package let untilDischargedOnStandby: Remaining?
    package let untilRecharged: Remaining?
    private let reserved: ReservedRest

    private enum Flag {
        static let untilDischargedOnStandby: UInt8 = 1 << 0
        static let untilRecharged: UInt8 = 1 << 1
        static let reserved: UInt8 = 0xFC
    }

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        let flags = try cursor.uint8(from: value)
        untilDischarged = Remaining(code: try cursor.uint24(from: value))
        untilDischargedOnStandby =
            flags & Flag.untilDischargedOnStandby == 0 ? nil : Remaining(code: try cursor.uint24(from: value))
        untilRecharged = flags & Flag.untilRecharged == 0 ? nil : Remaining(code: try cursor.uint24(from: value))
        reserved = try ReservedRest(flags & Flag.reserved, from: &cursor, in: value)
    }

    package var fields: [Field] {
        var fields = [untilDischarged.field("time_until_discharged")]
        if let untilDischargedOnStandby { fields.append(untilDischargedOnStandby.field("time_until_discharged_on_standby")) }
        if let untilRecharged { fields.append(untilRecharged.field("time_until_recharged")) }
        return fields + reserved.fields.reversed()
    }

    /// Standby is what would be, so it is no reading.
    package var readings: [Reading] {
        var readings: [Reading] = []
        if let minutes = untilDischarged.minutes { readings.append(Reading(.batteryTimeUntilDischarged, Double(minutes))) }
        if let minutes = untilRecharged?.minutes { readings.append(Reading(.batteryTimeUntilRecharged, Double(minutes))) }
        return readings
    }
}
