// Nonin Oximetry: the time from pulse to pulse.

import Vitals

/// A Nonin Pulse Interval Time value (34E27863-…): length, a counter, a status, and up to six pulses of 4 bytes, oldest first.
///
/// A pulse has a flag of bad quality (bit 6), the pulse amplitude index in 0.01 % (the lowest 12 bits of two bytes) and the interval in
/// 0.1 ms; two bytes big-endian. Source: Nonin 113142-000-02 Rev B, "Nonin Pulse Interval Time".
package struct NoninPulseIntervalTime: CharacteristicValue {
    package struct Pulse: Hashable, Sendable {
        package let isBad: Bool
        /// 0.01 %, 0 to 40.95 %.
        package let amplitudeTicks: UInt16
        /// 0.1 ms.
        package let intervalTicks: UInt16
        /// Bits of the first byte that the specification reserves, as sent.
        package let reservedBits: UInt8
    }

    package let counter: UInt16
    package let status: UInt8
    /// Oldest first.
    package let pulses: [Pulse]

    private static let headerByteCount = 4
    private static let bad: UInt16 = 1 << 14
    private static let amplitude: UInt16 = 0x0FFF
    private static let invalidSignal: UInt8 = 1 << 0

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        try cursor.noninLength(from: value, min: Self.headerByteCount)
        counter = try cursor.bigEndian16(from: value)
        status = try cursor.uint8(from: value)
        var pulses: [Pulse] = []
        while cursor.remaining(in: value) > 0 {
            let first = try cursor.bigEndian16(from: value)
            pulses.append(
                Pulse(
                    isBad: first & Self.bad != 0, amplitudeTicks: first & Self.amplitude,
                    intervalTicks: try cursor.bigEndian16(from: value),
                    reservedBits: UInt8(truncatingIfNeeded: (first & ~(Self.bad | Self.amplitude)) >> 8)))
        }
        self.pulses = pulses
    }

    package var fields: [Field] {
        [.integer("counter", counter)] + Field.flags("status", status, ["invalid signal", "pulse rate too high"]) + [
            Field("pulse_intervals", .numbers(pulses.map { Self.milliseconds($0) }), unit: "ms"),
            Field("pulse_amplitude_indices", .numbers(pulses.map { Double($0.amplitudeTicks) / 100 }), unit: "%"),
            Field("bad_pulses", .texts(pulses.map { $0.isBad ? "yes" : "no" })),
        ] + Field.reserved("reserved_bits", pulses.reduce(0) { $0 | $1.reservedBits })
    }

    /// The last pulse came when the value was sent; each interval ends when the next begins.
    package var readings: [Reading] {
        var later = pulses.reduce(Duration.zero) { $0 + .microseconds(100 * Int64($1.intervalTicks)) }
        return pulses.compactMap { pulse in
            later -= .microseconds(100 * Int64(pulse.intervalTicks))
            guard pulse.intervalTicks > 0 else { return nil }
            let isDoubtful = pulse.isBad || status & Self.invalidSignal != 0
            return Reading(
                .rrInterval, Self.milliseconds(pulse), at: .beforeArrival(later), quality: isDoubtful ? .questionable : .good)
        }
    }

    private static func milliseconds(_ pulse: Pulse) -> Double { Double(pulse.intervalTicks) / 10 }
}
