// BTHome: what a sensor advertises.

package import Vitals

/// BTHome v2 service data: a byte of device information, then objects, each an identifier and a value.
///
/// Bit 0 of the device information says that all that follows is encrypted, bit 2 that the device advertises when something happens and not at
/// intervals, bits 5 to 7 are the version. Bit 1, reserved today, said in early devices that their address comes first. Encrypted objects are
/// shown and not decoded: that takes the device's key. After an identifier that the table lacks, the rest is kept as it is, for its length
/// is not known. Source: bthome.io/format.
package struct BTHomeServiceData: CharacteristicValue {
    package enum Content: Hashable, Sendable {
        /// In the order of sending; `unknown` begins with an identifier that the table lacks.
        case objects([BTHomeObject], unknown: [UInt8])
        /// A counter against replays stands before the message integrity code.
        case encrypted(ciphertext: [UInt8], counter: UInt32, integrityCode: UInt32)
        /// Of another version than 2.
        case otherVersion([UInt8])
    }

    package let information: UInt8
    /// Present in early devices only.
    package let address: DeviceAddress?
    package let content: Content

    private enum Flag {
        static let encrypted: UInt8 = 1 << 0
        static let address: UInt8 = 1 << 1
        static let triggerBased: UInt8 = 1 << 2
        static let reserved: UInt8 = 0b0001_1000
    }

    private static let version: UInt8 = 2
    /// The counter and the message integrity code.
    private static let encryptionByteCount = 8

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        information = try cursor.uint8(from: value)
        guard information >> 5 == Self.version else {
            address = nil
            content = .otherVersion(try cursor.rest(of: value))
            return
        }
        address = information & Flag.address == 0 ? nil : DeviceAddress(rawValue: try cursor.uint48(from: value))
        if information & Flag.encrypted != 0 {
            let count = cursor.remaining(in: value) - Self.encryptionByteCount
            guard count >= 0 else {
                throw .truncated(at: cursor.position, needs: Self.encryptionByteCount, has: cursor.remaining(in: value))
            }
            let ciphertext = try cursor.bytes(count, from: value)
            content = .encrypted(
                ciphertext: ciphertext, counter: try cursor.uint32(from: value), integrityCode: try cursor.uint32(from: value))
            return
        }
        var objects: [BTHomeObject] = []
        var unknown: [UInt8] = []
        while cursor.remaining(in: value) > 0 {
            var ahead = cursor
            guard let kind = BTHomeObject.Kind(identifier: try ahead.uint8(from: value)) else {
                unknown = try cursor.rest(of: value)
                break
            }
            objects.append(try BTHomeObject(kind, from: value, &ahead))
            cursor = ahead
        }
        content = .objects(objects, unknown: unknown)
    }

    package var isTriggerBased: Bool { information & Flag.triggerBased != 0 }

    /// Counts payloads: one that repeats the last number repeats the last payload. `nil` where the sensor does not count.
    package var packetID: UInt8? {
        guard case .objects(let objects, _) = content,
            case .integer(let number)? = objects.first(where: { $0.kind.name == "packet_id" })?.value
        else { return nil }
        return UInt8(truncatingIfNeeded: number)
    }

    package var fields: [Field] {
        let header: [Field] =
            [
                .integer("version", information >> 5),
                .text("encrypted", information & Flag.encrypted == 0 ? "no" : "yes, not decoded"),
                .text("trigger_based", isTriggerBased ? "yes" : "no"),
            ] + (address.map { [.text("address", $0.description)] } ?? []) + Field.reserved("reserved_flags", information & Flag.reserved)
        switch content {
        case .objects(let objects, let unknown):
            return header + objects.flatMap(\.fields) + (unknown.isEmpty ? [] : [Field("unknown", .raw(unknown))])
        case .encrypted(let ciphertext, let counter, let integrityCode):
            return header + [
                Field("ciphertext", .raw(ciphertext)), .integer("counter", counter), .integer("message_integrity_code", integrityCode),
            ]
        case .otherVersion(let bytes): return header + (bytes.isEmpty ? [] : [Field("unknown", .raw(bytes))])
        }
    }

    package var readings: [Reading] {
        guard case .objects(let objects, _) = content else { return [] }
        return objects.compactMap(\.reading)
    }
}
