// Nonin Oximetry: the pulse wave.

/// A Nonin PPG value (EC0A883A-…): length, 25 samples of the photoplethysmogram in counts, and a counter; two bytes big-endian.
///
/// Three values a second: 75 samples. They are no readings, for the sake of whoever stores observations; who draws a wave takes `samples`.
/// Source: Nonin 113142-000-02 Rev B, "Nonin PPG".
package struct NoninPPG: CharacteristicValue {
    /// Oldest first.
    package let samples: [Int32]
    package let counter: UInt16

    package static let samplesPerSecond = 75

    private static let sampleCount = 25
    private static let byteCount = 1 + 2 * sampleCount + 2

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        try cursor.noninLength(from: value, min: Self.byteCount)
        var samples: [Int32] = []
        samples.reserveCapacity(Self.sampleCount)
        for _ in 0..<Self.sampleCount { samples.append(Int32(try cursor.bigEndian16(from: value))) }
        self.samples = samples
        counter = try cursor.bigEndian16(from: value)
        try cursor.end(of: value)
    }

    package var fields: [Field] {
        [
            Field("ppg", .numbers(samples.map(Double.init))), .integer("sample_rate", Self.samplesPerSecond, "Hz"),
            .integer("counter", counter),
        ]
    }

    /// From a sample to the last one.
    package func beforeLast(_ index: Int) -> Duration {
        .seconds(1) * max(0, samples.count - 1 - max(0, index)) / Self.samplesPerSecond
    }
}
