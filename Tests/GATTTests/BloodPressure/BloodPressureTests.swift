import GATT
import Testing
import Vitals

@Suite("Blood Pressure")
struct BloodPressureTests {
    @Test("Pressures come in two units", arguments: BloodPressureVectors.units)
    func units(vector: Vector) throws { try vector.check() }

    @Test("A special value is no pressure", arguments: BloodPressureVectors.special)
    func special(vector: Vector) throws { try vector.check() }

    @Test("Every optional field is decoded, alone and together", arguments: BloodPressureVectors.optional)
    func optional(vector: Vector) throws { try vector.check() }

    @Test("Every bit of the status has its name", arguments: BloodPressureVectors.status)
    func status(vector: Vector) throws { try vector.check() }

    @Test("An intermediate cuff pressure is no blood pressure", arguments: BloodPressureVectors.intermediate)
    func intermediate(vector: Vector) throws { try vector.check() }

    @Test("Every feature has its name", arguments: BloodPressureVectors.features)
    func features(vector: Vector) throws { try vector.check() }

    @Test("An enhanced measurement is decoded field by field", arguments: EnhancedBloodPressureVectors.measurements)
    func enhanced(vector: Vector) throws { try vector.check() }

    @Test("An enhanced cuff pressure is decoded field by field", arguments: EnhancedBloodPressureVectors.cuff)
    func enhancedCuff(vector: Vector) throws { try vector.check() }

    @Test("A record is decoded as what it holds", arguments: EnhancedBloodPressureVectors.records)
    func records(vector: Vector) throws { try vector.check() }

    /// Of systolic pressure and of pulse rate.
    private func qualities(_ uuid: BluetoothUUID, _ hex: String) throws -> [ObservationQuality?] {
        let readings = try #require(CharacteristicDescription(uuid: uuid)).decode(Vector.bytes(hex)).readings
        return [Metric.systolicPressure, .pulseRate].map { metric in readings.first { $0.metric == metric }?.quality }
    }

    @Test(
        "What the cuff doubts is questionable",
        arguments: [
            ("0000", .good, .good), ("0100", .questionable, .questionable), ("0200", .questionable, .questionable),
            ("0400", .questionable, .questionable), ("2000", .questionable, .questionable), ("0800", .good, .questionable),
            ("1000", .good, .questionable), ("1800", .good, .good), ("C0FF", .good, .good),
        ] as [(String, ObservationQuality, ObservationQuality)])
    func quality(status: String, pressure: ObservationQuality, pulse: ObservationQuality) throws {
        #expect(try qualities(.bloodPressureMeasurement, "14 7800 5000 5D00 4800 \(status)") == [pressure, pulse])
        #expect(try qualities(.enhancedBloodPressureMeasurement, "14 7800 5000 5D00 4800 \(status)") == [pressure, pulse])
    }

    @Test("A measurement is of the time that the device's display showed")
    func time() throws {
        let plain = try #require(CharacteristicDescription(uuid: .bloodPressureMeasurement))
        let enhanced = try #require(CharacteristicDescription(uuid: .enhancedBloodPressureMeasurement))
        let shown = DeviceDateTime(year: 2026, month: 11, day: 23, hour: 7, minute: 45, second: 10)
        let leapDay = DeviceDateTime(year: 2024, month: 2, day: 29, hour: 23, minute: 59, second: 59)
        func times(_ characteristic: CharacteristicDescription, _ hex: String) throws -> Set<Reading.Time> {
            Set(try characteristic.decode(Vector.bytes(hex)).readings.map(\.time))
        }
        #expect(try times(plain, "06 7800 5000 5D00 EA07 0B 17 07 2D 0A 4800") == [.device(shown)])
        #expect(try times(plain, "04 7800 5000 5D00 4800") == [.arrival])
        #expect(try times(enhanced, "42 7800 5000 5D00 FFD6732D") == [.deviceBase(leapDay)])
        #expect(try times(enhanced, "62 7800 5000 5D00 FFD6732D 86AB9632") == [.device(shown)])
        #expect(try times(enhanced, "00 7800 5000 5D00") == [.arrival])
    }

    @Test("Bytes after the last field are an error unless a reserved flag announces them")
    func trailing() throws {
        let plain = try #require(CharacteristicDescription(uuid: .bloodPressureMeasurement))
        #expect(throws: DecodingError.trailing(at: 7, has: 1)) { try plain.decode(Vector.bytes("00 7800 5000 5D00 00")) }
        let feature = try #require(CharacteristicDescription(uuid: .bloodPressureFeature))
        #expect(throws: DecodingError.trailing(at: 2, has: 1)) { try feature.decode([0, 0, 0]) }
    }

    @Test("A record whose checksum does not fit is refused")
    func checksum() throws {
        let record = try #require(CharacteristicDescription(uuid: .bloodPressureRecord))
        #expect(throws: DecodingError.checksum(at: 12, computed: 0x671F, found: 0x671E)) {
            try record.decode(Vector.bytes("03 0500 342B 00 7800 5000 5D00 1E67"))
        }
        #expect(throws: DecodingError.self) { try record.decode(Vector.bytes("03 0500 342B 00 7800")) }
    }
}
