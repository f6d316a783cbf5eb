// Heart Rate Service: what a strap notifies about once a second.

import Vitals

/// Whether the sensor touches skin.
package enum Contact: String, Hashable, Sendable {
    /// The device cannot tell.
    case unsupported
    /// The device can tell, and there is none.
    case none
    case detected
}

/// Time from one R wave to the next, in the device's own resolution.
package struct RRInterval: Hashable, Sendable {
    /// 1/1024 s.
    package let ticks: UInt16

    package init(ticks: UInt16) { self.ticks = ticks }

    package var milliseconds: Double { Double(ticks) * 1000 / 1024 }
}

/// A Heart Rate Measurement (0x2A37).
///
/// One octet of flags, the rate as 8 or 16 bits, the energy expended if present, then RR intervals up to the end, oldest first. Reserved
/// flag bits are kept and change nothing. Source: Heart Rate Service 1.0, §3.1; GATT Specification Supplement, "Heart Rate Measurement".
package struct HeartRateMeasurement: CharacteristicValue {
    package let beatsPerMinute: Int
    package let contact: Contact
    /// Since the last reset, in kilojoules; stays at 65535 once reached.
    package let energyExpendedKilojoules: Int?
    /// Oldest first.
    package let rrIntervals: [RRInterval]
    /// Bits of the flags that the specification reserves, as sent.
    package let reservedFlags: UInt8

    private enum Flag {
        static let rate16: UInt8 = 1 << 0
        static let contactDetected: UInt8 = 1 << 1
        static let contactSupported: UInt8 = 1 << 2
        static let energy: UInt8 = 1 << 3
        static let rrIntervals: UInt8 = 1 << 4
        static let reserved: UInt8 = 0b1110_0000
    }

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        let flags = try cursor.uint8(from: value)
        beatsPerMinute = flags & Flag.rate16 == 0 ? Int(try cursor.uint8(from: value)) : Int(try cursor.uint16(from: value))
        contact = flags & Flag.contactSupported == 0 ? .unsupported : flags & Flag.contactDetected == 0 ? .none : .detected
        energyExpendedKilojoules = flags & Flag.energy == 0 ? nil : Int(try cursor.uint16(from: value))
        var intervals: [RRInterval] = []
        if flags & Flag.rrIntervals != 0 {
            intervals.reserveCapacity(cursor.remaining(in: value) / 2)
            while cursor.remaining(in: value) > 0 { intervals.append(RRInterval(ticks: try cursor.uint16(from: value))) }
        }
        rrIntervals = intervals
        reservedFlags = flags & Flag.reserved
        try cursor.end(of: value)
    }

    package var fields: [Field] {
        var fields: [Field] = [.integer("heart_rate", beatsPerMinute, Metric.heartRate.unit), .text("contact", contact.rawValue)]
        if let energyExpendedKilojoules { fields.append(.integer("energy_expended", energyExpendedKilojoules, Metric.energyExpended.unit)) }
        fields.append(Field("rr_intervals", .numbers(rrIntervals.map(\.milliseconds)), unit: Metric.rrInterval.unit))
        return fields + Field.reserved("reserved_flags", reservedFlags)
    }

    /// The RR intervals first, since they came before the rate that the device made of them; each ends when the next begins.
    package var readings: [Reading] {
        let quality = contact == .none ? ObservationQuality.noContact : .good
        var readings: [Reading] = []
        if contact != .unsupported { readings.append(Reading(.skinContact, contact == .detected ? 1 : 0)) }
        var later = Duration.zero
        let intervals = rrIntervals.reversed().map { interval in
            defer { later += .seconds(1) * Int(interval.ticks) / 1024 }
            return Reading(.rrInterval, interval.milliseconds, at: .beforeArrival(later), quality: quality)
        }
        readings += intervals.reversed()
        readings.append(Reading(.heartRate, Double(beatsPerMinute), quality: quality))
        if let energyExpendedKilojoules { readings.append(Reading(.energyExpended, Double(energyExpendedKilojoules))) }
        return readings
    }
}
