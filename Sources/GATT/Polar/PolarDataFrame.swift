// Polar Measurement Data: what a stream sends.

import Vitals

/// A frame of a stream: the measurement type, the time of the last sample, the frame type, and samples up to the end.
///
/// Bit 7 of the frame type says that the samples are compressed to deltas. The time is in nanoseconds since 2000-01-01T00:00:00 on the
/// device's clock, which nobody may have set; 0 where samples have no time of their own. Samples of a reserved frame type are kept as they
/// are. Source: Polar Measurement Data Specification, "Frame types …".
package struct PolarDataFrame: CharacteristicValue {
    package enum Content: Hashable, Sendable {
        case samples(PolarSamples)
        case ppIntervals([PolarPPInterval])
        /// Of a frame type that is reserved.
        case unknown([UInt8])
    }

    package let type: PolarMeasurementType
    /// Bits of the measurement type that the specification reserves, as sent.
    package let reservedBits: UInt8
    /// Of the last sample.
    package let nanosecondsSince2000: UInt64
    /// Without the bit for compression.
    package let frameType: UInt8
    package let isCompressed: Bool
    package let content: Content

    private static let compressed: UInt8 = 1 << 7

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        let code = try cursor.uint8(from: value)
        type = PolarMeasurementType(code: code)
        reservedBits = code & ~PolarMeasurementType.mask
        nanosecondsSince2000 = try cursor.uint64(from: value)
        let frame = try cursor.uint8(from: value)
        frameType = frame & ~Self.compressed
        isCompressed = frame & Self.compressed != 0
        if type == .ppInterval, !isCompressed, frameType == 0 {
            var intervals: [PolarPPInterval] = []
            intervals.reserveCapacity(cursor.remaining(in: value) / 6)
            repeat { intervals.append(try PolarPPInterval(from: value, &cursor)) } while cursor.remaining(in: value) > 0
            content = .ppIntervals(intervals)
        } else if let layout = PolarSampleLayout(of: type, frameType: frameType, isCompressed: isCompressed) {
            content = .samples(
                isCompressed
                    ? try PolarSamples(deltas: value, from: &cursor, layout) : try PolarSamples(raw: value, from: &cursor, layout))
        } else {
            content = .unknown(try cursor.rest(of: value))
        }
    }

    /// The waveform, where the frame has one.
    package var samples: PolarSamples? {
        guard case .samples(let samples) = content else { return nil }
        return samples
    }

    package var fields: [Field] {
        let header: [Field] = [
            type.field, .integer("timestamp", nanosecondsSince2000, "ns"), .integer("frame_type", frameType),
            .text("compressed", isCompressed ? "yes" : "no"),
        ]
        let rest =
            switch content {
            case .samples(let samples): samples.fields
            case .ppIntervals(let intervals): PolarPPInterval.fields(intervals)
            case .unknown(let bytes): [Field("samples", .raw(bytes))]
            }
        return header + rest + Field.reserved("reserved_bits", reservedBits)
    }

    /// Intervals and electrocardiograms; other waveforms stay with `samples`.
    package var readings: [Reading] {
        switch content {
        case .samples(let samples): type == .ecg ? samples.electrocardiogram : []
        case .ppIntervals(let intervals): PolarPPInterval.readings(intervals)
        case .unknown: []
        }
    }
}
