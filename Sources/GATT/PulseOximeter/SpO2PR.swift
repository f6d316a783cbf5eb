// An oximeter always sends saturation and pulse together.

import Vitals

/// Oxygen saturation in percent and pulse rate in beats per minute, each an SFLOAT that may be missing.
/// Source: Pulse Oximeter Service 1.0.1, §3.1 and §3.2.
package struct SpO2PR: Hashable, Sendable {
    package let oxygenSaturation: MedicalFloat
    package let pulseRate: MedicalFloat

    init(from cursor: inout ByteCursor, in value: Span<UInt8>) throws(DecodingError) {
        oxygenSaturation = try cursor.sfloat(from: value)
        pulseRate = try cursor.sfloat(from: value)
    }

    func fields(_ name: String) -> [Field] {
        [.medical("\(name)_spo2", oxygenSaturation, "%"), .medical("\(name)_pr", pulseRate, "/min")]
    }

    func readings(_ saturation: Metric, _ pulse: Metric, at time: Reading.Time, quality: ObservationQuality) -> [Reading] {
        [
            Reading(saturation, oxygenSaturation, at: time, quality: quality), Reading(pulse, pulseRate, at: time, quality: quality),
        ].compactMap(\.self)
    }
}
