// Running Speed and Cadence Service: what a foot pod notifies about once a second.

import Vitals

/// An RSC Measurement (0x2A53): speed and cadence now, and, if flagged, the length of a stride and the total distance.
///
/// Speed in 1/256 m/s, cadence in steps a minute (as sent: some pods count the strides of one foot), stride length in centimetres, total
/// distance in decimetres since the counter was set. Reserved flag bits are kept; bytes after the known fields are kept as `unknown` only
/// where such a bit is set. Source: Running Speed and Cadence Service 1.0, §3.1; GATT Specification Supplement, "RSC Measurement".
package struct RSCMeasurement: CharacteristicValue {
    /// 1/256 m/s.
    package let speedTicks: UInt16
    package let cadencePerMinute: UInt8
    package let strideLengthCentimetres: UInt16?
    package let totalDistanceDecimetres: UInt32?
    package let isRunning: Bool
    private let reserved: ReservedRest

    private enum Flag {
        static let strideLength: UInt8 = 1 << 0
        static let totalDistance: UInt8 = 1 << 1
        static let running: UInt8 = 1 << 2
        static let reserved: UInt8 = 0b1111_1000
    }

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        let flags = try cursor.uint8(from: value)
        speedTicks = try cursor.uint16(from: value)
        cadencePerMinute = try cursor.uint8(from: value)
        strideLengthCentimetres = flags & Flag.strideLength == 0 ? nil : try cursor.uint16(from: value)
        totalDistanceDecimetres = flags & Flag.totalDistance == 0 ? nil : try cursor.uint32(from: value)
        isRunning = flags & Flag.running != 0
        reserved = try ReservedRest(flags & Flag.reserved, from: &cursor, in: value)
    }

    package var metresPerSecond: Double { Double(speedTicks) / 256 }

    package var fields: [Field] {
        var fields: [Field] = [
            .number("instantaneous_speed", metresPerSecond, Metric.speed.unit),
            .integer("instantaneous_cadence", cadencePerMinute, Metric.runningCadence.unit),
        ]
        if let strideLengthCentimetres {
            fields.append(.scaled("instantaneous_stride_length", strideLengthCentimetres, exponent: -2, Metric.strideLength.unit))
        }
        if let totalDistanceDecimetres {
            fields.append(.scaled("total_distance", totalDistanceDecimetres, exponent: -1, Metric.sessionDistance.unit))
        }
        fields.append(.text("walking_or_running_status", isRunning ? "running" : "walking"))
        return fields + reserved.fields
    }

    package var readings: [Reading] {
        var readings = [Reading(.speed, metresPerSecond), Reading(.runningCadence, Double(cadencePerMinute))]
        if let strideLengthCentimetres { readings.append(Reading(.strideLength, Double(strideLengthCentimetres) / 100)) }
        if let totalDistanceDecimetres { readings.append(Reading(.sessionDistance, Double(totalDistanceDecimetres) / 10)) }
        readings.append(Reading(.running, isRunning ? 1 : 0))
        return readings
    }
}
