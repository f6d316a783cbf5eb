// Nonin Oximetry: what an oximeter notifies once a second.

import Vitals

/// A Nonin Continuous Oximetry value (0AAD7EA0-…): length, status, battery voltage in 0.1 V, pulse amplitude index in 0.01 %, a counter of the
/// seconds since the device began to measure, saturation of 0 to 100 %, and pulse rate of 0 to 325 a minute; two bytes big-endian.
///
/// A saturation of 127 and a rate of 511 mean that there is none. Source: Nonin 113142-000-02 Rev B, "Nonin Continuous Oximetry
/// Characteristic".
package struct NoninContinuousOximetry: CharacteristicValue {
    package let status: UInt8
    /// 0.1 V.
    package let batteryVoltageTicks: UInt8
    /// Strength of the pulse against the static signal, in 0.01 %.
    package let pulseAmplitudeTicks: UInt16
    package let counter: UInt16
    /// `nil` while there is none.
    package let saturationPercent: UInt8?
    /// `nil` while there is none.
    package let beatsPerMinute: UInt16?
    /// What follows the pulse rate within the length.
    package let further: [UInt8]

    private enum Flag {
        static let weakSignal: UInt8 = 1 << 1
        static let searching: UInt8 = 1 << 3
        static let correctlyPlaced: UInt8 = 1 << 4
        static let names: [String?] = [
            "display synchronized", "weak signal", "SmartPoint", "searching", "finger correctly placed", "low battery", "encrypted",
        ]
    }

    private static let byteCount = 10
    private static let noSaturation: UInt8 = 127
    private static let noRate: UInt16 = 511

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        try cursor.noninLength(from: value, min: Self.byteCount)
        status = try cursor.uint8(from: value)
        batteryVoltageTicks = try cursor.uint8(from: value)
        pulseAmplitudeTicks = try cursor.bigEndian16(from: value)
        counter = try cursor.bigEndian16(from: value)
        let saturation = try cursor.uint8(from: value)
        saturationPercent = saturation == Self.noSaturation ? nil : saturation
        let rate = try cursor.bigEndian16(from: value)
        beatsPerMinute = rate == Self.noRate ? nil : rate
        further = try cursor.rest(of: value)
    }

    package var fields: [Field] {
        Field.flags("status", status, Flag.names) + [
            .scaled("battery_voltage", batteryVoltageTicks, exponent: -1, "V"),
            .scaled("pulse_amplitude_index", pulseAmplitudeTicks, exponent: -2, "%"),
            .integer("counter", counter, "s"),
            saturationPercent.map { .integer("spo2", $0, "%") } ?? Field("spo2", .missing("no value"), unit: "%"),
            beatsPerMinute.map { .integer("pulse_rate", $0, "/min") } ?? Field("pulse_rate", .missing("no value"), unit: "/min"),
        ] + Field.bytes("unknown", further)
    }

    /// The amplitude stands beside a value only: without a pulse it is none.
    package var readings: [Reading] {
        let isDoubtful = status & (Flag.weakSignal | Flag.searching) != 0 || status & Flag.correctlyPlaced == 0
        let quality = isDoubtful ? ObservationQuality.questionable : .good
        var readings: [Reading] = []
        if let saturationPercent { readings.append(Reading(.oxygenSaturation, Double(saturationPercent), quality: quality)) }
        if let beatsPerMinute { readings.append(Reading(.pulseRate, Double(beatsPerMinute), quality: quality)) }
        if !readings.isEmpty, pulseAmplitudeTicks > 0 {
            let amplitude = ExactDecimal(mantissa: Int32(pulseAmplitudeTicks), exponent: -2)
            readings.append(Reading(.perfusionIndex, amplitude.double, quality: quality))
        }
        return readings
    }
}
