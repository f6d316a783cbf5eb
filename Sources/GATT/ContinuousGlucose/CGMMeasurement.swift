// Continuous Glucose Monitoring Service: what a sensor notifies every few minutes, several records at once if it likes.

import Vitals

/// A CGM Measurement (0x2AA7): one or more records, each with its own size.
///
/// Glucose is in mg/dL, the time offset in minutes since the session began, the trend in mg/dL/min, the quality in percent; a special
/// value means that there is none. Source: Continuous Glucose Monitoring Service 1.0.2, §3.1; GATT Specification Supplement, "CGM
/// Measurement".
package struct CGMMeasurement: CharacteristicValue {
    /// Oldest first, at least one.
    package let records: [CGMRecord]

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        var records: [CGMRecord] = []
        repeat { records.append(try CGMRecord(from: value, at: &cursor)) } while cursor.remaining(in: value) > 0
        self.records = records
    }

    /// Names are numbered only where there are several records: `glucose_concentration`, `2_glucose_concentration`.
    package var fields: [Field] {
        records.enumerated().flatMap { index, record in
            index == 0 ? record.fields : record.fields.map { Field("\(index + 1)_\($0.name)", $0.value, unit: $0.unit) }
        }
    }

    package var readings: [Reading] { records.flatMap(\.readings) }
}

/// A record of a CGM Measurement: glucose, time offset, then what its flags say.
package struct CGMRecord: Hashable, Sendable {
    package let glucose: MedicalFloat
    /// In minutes since the session began. Procedures fetch records by it.
    package let timeOffset: UInt16
    /// Octets that are absent are 0.
    package let sensorStatus: CGMSensorStatus
    /// In mg/dL/min.
    package let trend: MedicalFloat?
    /// In percent.
    package let quality: MedicalFloat?
    package let hasChecksum: Bool
    package let flags: UInt8
    private let unknown: [UInt8]

    private enum Flag {
        static let trend: UInt8 = 1 << 0
        static let quality: UInt8 = 1 << 1
        static let warning: UInt8 = 1 << 5
        static let calibrationAndTemperature: UInt8 = 1 << 6
        static let status: UInt8 = 1 << 7
        static let reserved: UInt8 = 0b0001_1100
    }

    /// Size, flags, glucose, time offset.
    private static let sizeMin = 6

    init(from value: Span<UInt8>, at cursor: inout ByteCursor) throws(DecodingError) {
        let start = cursor.position
        let size = Int(try cursor.uint8(from: value))
        guard size >= Self.sizeMin else { throw .outOfRange(at: start, value: size, allowed: Self.sizeMin...255) }
        guard value.count - start >= size else { throw .truncated(at: start, needs: size, has: value.count - start) }
        // The fields end with the record, whatever follows it.
        let record = value.extracting(start..<start + size)
        var inner = ByteCursor()
        _ = try inner.uint8(from: record)
        flags = try inner.uint8(from: record)
        glucose = try inner.sfloat(from: record)
        timeOffset = try inner.uint16(from: record)
        let status = flags & Flag.status == 0 ? 0 : try inner.uint8(from: record)
        let calibrationAndTemperature = flags & Flag.calibrationAndTemperature == 0 ? 0 : try inner.uint8(from: record)
        let warning = flags & Flag.warning == 0 ? 0 : try inner.uint8(from: record)
        sensorStatus = CGMSensorStatus(status: status, calibrationAndTemperature: calibrationAndTemperature, warning: warning)
        trend = flags & Flag.trend == 0 ? nil : try inner.sfloat(from: record)
        quality = flags & Flag.quality == 0 ? nil : try inner.sfloat(from: record)
        let left = inner.remaining(in: record)
        if flags & Flag.reserved == 0 {
            hasChecksum = left > 0
            unknown = []
            if left >= 2 { try Self.check(record, at: start) }
            if left > 0, left != 2 { throw .trailing(at: start + inner.position, has: left) }
        } else {
            // Reserved flags may stand for fields before the checksum.
            hasChecksum = left >= 2 && (try? ChecksumCCITT.check(record)) != nil
            unknown = try inner.bytes(left - (hasChecksum ? 2 : 0), from: record)
        }
        _ = try cursor.bytes(size - 1, from: value)
    }

    /// An error of a record, told in places of the whole value.
    private static func check(_ record: Span<UInt8>, at start: Int) throws(DecodingError) {
        do {
            try ChecksumCCITT.check(record)
        } catch .checksum(let at, let computed, let found) {
            throw .checksum(at: start + at, computed: computed, found: found)
        }
    }

    var fields: [Field] {
        var fields: [Field] = [.medical("glucose_concentration", glucose, "mg/dL"), .integer("time_offset", timeOffset, "min")]
        if flags & Flag.status != 0 { fields += sensorStatus.statusFields }
        if flags & Flag.calibrationAndTemperature != 0 { fields += sensorStatus.calibrationAndTemperatureFields }
        if flags & Flag.warning != 0 { fields += sensorStatus.warningFields }
        if let trend { fields.append(.medical("trend_information", trend, "mg/dL/min")) }
        if let quality { fields.append(.medical("quality", quality, "%")) }
        fields += Field.reserved("reserved_flags", flags & Flag.reserved)
        return fields + Field.bytes("unknown", unknown)
    }

    var readings: [Reading] {
        let time = Reading.Time.sinceSessionStart(.seconds(60 * Int(timeOffset)))
        let worth = sensorStatus.quality
        var readings: [Reading] = []
        if let reading = Reading(.interstitialGlucose, glucose, at: time, quality: worth) { readings.append(reading) }
        if let trend, let reading = Reading(.interstitialGlucoseTrend, trend, at: time, quality: worth) { readings.append(reading) }
        if let quality, let reading = Reading(.interstitialGlucoseQuality, quality, at: time) { readings.append(reading) }
        return readings
    }
}
