// Viatom: what a ring measures.

import Vitals

/// The payload of the response to "read sensor values": saturation in percent, pulse rate of 16 bits a minute, four unexplained bytes, charge
/// in percent, state of the battery, movement, perfusion index in 0.1 %, whether the ring is worn, and one more unexplained byte.
///
/// All bits set, or 0, mean that there is no value: the ring is not worn, or still searching. Source: o2r, and VTRealObject.h of the maker's
/// iOS library for the pulse rate's 16 bits.
package struct ViatomSensorValues: Hashable, Sendable {
    /// As sent.
    package let saturation: UInt8
    /// As sent.
    package let rate: UInt16
    package let batteryPercent: UInt8
    package let batteryState: UInt8
    /// Movement in the last seconds, in units of its own.
    package let movement: UInt8
    /// 0.1 %.
    package let perfusionTicks: UInt8
    package let wornState: UInt8
    /// Unexplained bytes: four before the charge, one at the end.
    package let unknown: [UInt8]

    static let byteCount = 13

    init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        saturation = try cursor.uint8(from: value)
        rate = try cursor.uint16(from: value)
        let middle = try cursor.bytes(4, from: value)
        batteryPercent = try cursor.uint8(from: value)
        batteryState = try cursor.uint8(from: value)
        movement = try cursor.uint8(from: value)
        perfusionTicks = try cursor.uint8(from: value)
        wornState = try cursor.uint8(from: value)
        unknown = middle + [try cursor.uint8(from: value)]
        try cursor.end(of: value)
    }

    /// `nil` while there is none.
    package var saturationPercent: UInt8? { saturation == 0 || saturation == .max ? nil : saturation }

    /// `nil` while there is none.
    package var beatsPerMinute: UInt16? { rate == 0 || rate == .max ? nil : rate }

    package var isWorn: Bool { wornState != 0 }

    var fields: [Field] {
        [
            saturationPercent.map { .integer("spo2", $0, "%") } ?? Field("spo2", .missing("no value"), unit: "%"),
            beatsPerMinute.map { .integer("pulse_rate", $0, "/min") } ?? Field("pulse_rate", .missing("no value"), unit: "/min"),
            .integer("battery", batteryPercent, "%"),
            .code("battery_state", batteryState, ["discharging", "charging", "charged"]),
            .integer("movement", movement), .scaled("perfusion_index", perfusionTicks, exponent: -1, "%"),
            .text("worn", isWorn ? "yes" : "no"),
        ] + (unknown.allSatisfy { $0 == 0 } ? [] : [Field("unknown", .raw(unknown))])
    }

    var readings: [Reading] {
        let quality = isWorn ? ObservationQuality.good : .noContact
        var readings = [Reading(.skinContact, isWorn ? 1 : 0)]
        if let saturationPercent { readings.append(Reading(.oxygenSaturation, Double(saturationPercent), quality: quality)) }
        if let beatsPerMinute { readings.append(Reading(.pulseRate, Double(beatsPerMinute), quality: quality)) }
        if isWorn, perfusionTicks > 0 {
            readings.append(Reading(.perfusionIndex, ExactDecimal(mantissa: Int32(perfusionTicks), exponent: -1).double, quality: quality))
        }
        if batteryPercent <= 100 { readings.append(Reading(.batteryLevel, Double(batteryPercent))) }
        return readings
    }
}
