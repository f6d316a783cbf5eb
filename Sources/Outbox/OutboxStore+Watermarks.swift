// How far the records of devices that measure on their own are in the outbox.

package import Vitals

extension OutboxStore {
    /// The sequence number up to which a device's records are committed; `nil`: none, or none of this session of the device.
    package func watermark(of device: DeviceAddress, _ characteristic: UInt16, session: Int64) throws(DatabaseError) -> UInt16? {
        var sequence: UInt16?
        try database.prepare(
            """
            SELECT sequence FROM record_watermark WHERE device = ? AND characteristic = ? AND session = ?
              AND checksum = crc32(device, characteristic, sequence, session)
            """
        ).run([
            .integer(Int64(device.octets)), .integer(Int64(characteristic)), .integer(session),
        ]) { sequence = UInt16(exactly: $0.integer(0)) }
        return sequence
    }

    package func set(_ watermark: UInt16?, of device: DeviceAddress, _ characteristic: UInt16, session: Int64) throws(DatabaseError) {
        let key: [Statement.Value] = [.integer(Int64(device.octets)), .integer(Int64(characteristic))]
        guard let watermark else {
            return try database.prepare("DELETE FROM record_watermark WHERE device = ? AND characteristic = ?").run(key)
        }
        try database.prepare(
            """
            INSERT INTO record_watermark (device, characteristic, sequence, session, checksum)
            VALUES (?1, ?2, ?3, ?4, crc32(?1, ?2, ?3, ?4))
            ON CONFLICT DO UPDATE SET sequence = excluded.sequence, session = excluded.session, checksum = excluded.checksum
            """
        ).run(key + [.integer(Int64(watermark)), .integer(session)])
    }
}
