// Blood Pressure Service 1.1: a stored measurement, as its record access procedure reports it.

package import Vitals

/// A Blood Pressure Record (0x2B36): a segment of a stored value of another characteristic, or the whole of it.
///
/// A record that is whole in one value is decoded as what it holds. Whether a checksum (E2E-CRC) follows is a feature of the device, which
/// the value does not tell: one that fits is taken for a checksum, and bytes that neither belong to the recorded value nor fit are an error.
/// A part of a record stays as it is; `BloodPressureRecordAssembly` joins them. Source: Blood Pressure Service 1.1.1;
/// GATT Specification Supplement, "Blood Pressure Record".
package struct BloodPressureRecord: CharacteristicValue {
    private let segment: BloodPressureSegment
    /// The recorded value, or as much of it as this segment holds.
    package let recorded: [UInt8]
    /// Known only where the record is whole.
    package let e2eCRC: UInt16?

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        segment = try BloodPressureSegment(decoding: value)
        let whole = segment.body
        guard segment.isFirst, segment.isLast, let characteristic = BloodPressureSegment.recordedCharacteristic(segment.uuid) else {
            recorded = whole
            e2eCRC = nil
            return
        }
        let shorter = Array(whole.dropLast(2))
        let endsInChecksum = whole.count >= 2 && Self.decodes(shorter, as: characteristic)
        var mismatch: DecodingError?
        if endsInChecksum {
            do {
                try ChecksumCCITT.check(value)
                recorded = shorter
                e2eCRC = UInt16(whole[whole.count - 2]) | UInt16(whole[whole.count - 1]) << 8
                return
            } catch {
                mismatch = error
            }
        }
        do {
            _ = try characteristic.decode(whole)
        } catch {
            throw mismatch ?? error
        }
        recorded = whole
        e2eCRC = nil
    }

    private static func decodes(_ bytes: [UInt8], as characteristic: CharacteristicDescription) -> Bool {
        (try? characteristic.decode(bytes)) != nil
    }

    package var isFirst: Bool { segment.isFirst }
    package var isLast: Bool { segment.isLast }
    package var segmentCounter: UInt8 { segment.counter }
    package var sequenceNumber: UInt16 { segment.sequenceNumber }
    package var recordedUUID: BluetoothUUID { BluetoothUUID(short: segment.uuid) }

    /// `nil` for a part of a record, and for a characteristic that VitalFlow does not decode.
    private var value: (any CharacteristicValue)? {
        guard isFirst, isLast else { return nil }
        return try? BloodPressureSegment.recordedCharacteristic(segment.uuid)?.decode(recorded)
    }

    package var fields: [Field] {
        let inner = value?.fields ?? [Field("recorded_characteristic", .raw(recorded))]
        let checksum: [Field] = e2eCRC.map { [.integer("e2e_crc", $0)] } ?? []
        return segment.headerFields + inner + checksum
    }

    package var readings: [Reading] { value?.readings ?? [] }
}
