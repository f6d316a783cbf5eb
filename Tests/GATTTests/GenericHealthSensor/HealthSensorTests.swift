import GATT
import Testing
import Vitals

@Suite("Generic Health Sensor: features, schedule, control point, time and quality")
struct HealthSensorTests {
    @Test(
        "are decoded field by field",
        arguments: [
            Vector("2BF3", "00 00", ["supported_observation_types: none"], readings: []),
            Vector("2BF3", "00 02 B84B0200 1A480200", ["supported_observation_types: 150456, 149530"]),
            Vector(
                "2BF3", "01 01 054A0200 01 07100100 (blood pressure, version 1)",
                ["supported_observation_types: 150021", "supported_device_specializations: 4103 version 1"]),
            Vector(
                "2BF3", "82 00 ABCD", ["supported_observation_types: none", "unknown: ab cd", "reserved_flags: unknown (0x82)"],
                wholePrefixes: [2, 3]),
            Vector(
                "2BF1", "B84B0200 0A0000FF (1.0) 0F000000",
                ["observation_type: 150456", "measurement_period: 1.0 s", "update_interval: 15 s"], readings: []),
            Vector(
                "2BF1", "B84B0200 FFFF7F00 00008000",
                ["observation_type: 150456", "measurement_period: NaN s", "update_interval: NRes s"]),
            Vector("2BF4", "01", ["op_code: start sending live observations"], readings: []),
            Vector("2BF4", "02", ["op_code: stop sending live observations"]),
            Vector("2BF4", "80", ["op_code: success"]),
            Vector("2BF4", "03", ["op_code: unknown (0x3)"]),
        ])
    func fields(vector: Vector) throws { try vector.check() }

    @Test("A reading is of the time that the device's clock showed, in local time where the offset is known")
    func time() throws {
        // UTC, offset used, +1 h; UTC without offset; local time.
        for (flags, offset, hour) in [("32", "04", UInt8(8)), ("22", "04", 7), ("20", "00", 7)] {
            let reading = try #require(try readings("03 01 1500 0300 B84B0200 \(flags) 7CAB96320000 00 \(offset) 2002 62000000").first)
            #expect(reading.time == .device(DeviceDateTime(year: 2026, month: 11, day: 23, hour: hour, minute: 45, second: 0)))
        }
        #expect(try readings("03 01 0C00 0100 B84B0200 2002 62000000").first?.time == .arrival)
        #expect(try readings("03 01 1500 0300 B84B0200 01 7CAB96320000 00 00 2002 62000000").first?.time == .arrival)
    }

    @Test("A doubtful status makes the reading questionable, that of a bundle too", arguments: [("0200"), ("0800"), ("2000")])
    func quality(status: String) throws {
        #expect(try readings("03 01 0E00 0900 B84B0200 \(status) 2002 62000000").first?.quality == .questionable)
        #expect(try readings("03 FF 1400 0800 \(status) 01 01 0C00 0100 B84B0200 2002 62000000").first?.quality == .questionable)
        #expect(try readings("03 01 0E00 0900 B84B0200 4000 (entered by hand) 2002 62000000").first?.quality == .good)
    }

    private func readings(_ hex: String) throws -> [Reading] {
        let live = try #require(CharacteristicDescription(uuid: .liveHealthObservations))
        return try live.decode(Vector.bytes(hex)).readings
    }
}

extension DecodableBytes {
    func joinedObservation() throws(DecodingError) -> HealthObservation { try HealthObservation(joined: span) }
}
