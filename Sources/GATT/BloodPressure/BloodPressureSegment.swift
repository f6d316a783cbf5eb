// A record may be longer than one notification, and then comes in segments.

import Vitals

/// One Blood Pressure Record value as it is sent: header, sequence number and UUID of the recorded characteristic, and then a part of it.
///
/// Bit 0 of the header marks the first segment, bit 1 the last; bits 2 to 7 count segments from 0 to 63 and begin again.
/// Source: GATT Specification Supplement, "Blood Pressure Record".
struct BloodPressureSegment: Hashable, Sendable {
    let isFirst: Bool
    let isLast: Bool
    let counter: UInt8
    let sequenceNumber: UInt16
    let uuid: UInt16
    /// With the checksum, in the last segment of a device that sends one.
    let body: [UInt8]

    /// All but the body.
    static let headerByteCount = 5

    init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        let header = try cursor.uint8(from: value)
        isFirst = header & 1 << 0 != 0
        isLast = header & 1 << 1 != 0
        counter = header >> 2
        sequenceNumber = try cursor.uint16(from: value)
        uuid = try cursor.uint16(from: value)
        body = try cursor.rest(of: value)
    }

    func continues(_ last: Self?) -> Bool { counter == last?.nextCounter && sequenceNumber == last?.sequenceNumber && uuid == last?.uuid }

    var nextCounter: UInt8 { (counter + 1) & 0x3F }

    /// The recorded characteristic, if VitalFlow decodes it. A record in a record is none.
    static func recordedCharacteristic(_ uuid: UInt16) -> CharacteristicDescription? {
        let full = BluetoothUUID(short: uuid)
        return full == .bloodPressureRecord ? nil : CharacteristicDescription(uuid: full)
    }

    /// `2b34 (Enhanced Blood Pressure Measurement)`
    static func text(_ uuid: UInt16) -> String {
        let hex = uuid.padded(4, radix: 16)
        return recordedCharacteristic(uuid).map { "\(hex) (\($0.name))" } ?? hex
    }

    var headerFields: [Field] {
        var segment: UInt8 = 0
        if isFirst { segment |= 1 << 0 }
        if isLast { segment |= 1 << 1 }
        return Field.flags("segmentation_header", segment, ["first segment", "last segment"]) + [
            .integer("rolling_segment_counter", counter), .integer("sequence_number", sequenceNumber), .text("uuid", Self.text(uuid)),
        ]
    }
}
