import GATT
import Testing

@Suite("Health Thermometer")
struct TemperatureTests {
    @Test("A temperature measurement is decoded field by field", arguments: TemperatureVectors.measurements)
    func measurement(vector: Vector) throws { try vector.check() }

    @Test("An intermediate temperature is no body temperature", arguments: TemperatureVectors.intermediate)
    func intermediate(vector: Vector) throws { try vector.check() }

    @Test("A place has a name", arguments: TemperatureVectors.types)
    func place(vector: Vector) throws { try vector.check() }

    @Test("A reserved place keeps its code and is no reading", arguments: ["00", "0A", "FF"])
    func reservedPlace(hex: String) throws {
        let code = hex.lowercased().drop { $0 == "0" }
        try Vector("2A1D", hex, ["temperature_type: unknown (0x\(code.isEmpty ? "0" : code))"], readings: []).check()
    }

    @Test(
        "A measurement interval of 0 is none",
        arguments: [
            Vector("2A21", "0000", ["measurement_interval: no periodic measurement s"], readings: []),
            Vector("2A21", "0100", ["measurement_interval: 1 s"], readings: []),
            Vector("2A21", "FFFF", ["measurement_interval: 65535 s"], readings: []),
        ])
    func interval(vector: Vector) throws { try vector.check() }

    @Test("A time stamp is the time of the readings")
    func time() throws {
        let characteristic = try #require(CharacteristicDescription(uuid: .temperatureMeasurement))
        let stamped = try characteristic.decode(Vector.bytes("06 6C0100FF EA07 0B 17 07 2D 0A 01"))
        let time = DeviceDateTime(year: 2026, month: 11, day: 23, hour: 7, minute: 45, second: 10)
        #expect(stamped.readings.map(\.time) == [.device(time), .device(time)])
        #expect(try characteristic.decode(Vector.bytes("00 6C0100FF")).readings.map(\.time) == [.arrival])
    }

    @Test("Bytes after the last field are an error unless a reserved flag announces them")
    func trailing() throws {
        let characteristic = try #require(CharacteristicDescription(uuid: .temperatureMeasurement))
        #expect(throws: DecodingError.trailing(at: 5, has: 1)) { try characteristic.decode(Vector.bytes("00 6C0100FF 01")) }
        #expect(throws: DecodingError.truncated(at: 1, needs: 4, has: 3)) { try characteristic.decode(Vector.bytes("00 6C0100")) }
        #expect(throws: DecodingError.truncated(at: 5, needs: 7, has: 6)) {
            try characteristic.decode(Vector.bytes("02 6C0100FF EA07 0B 17 07 2D"))
        }
    }
}
