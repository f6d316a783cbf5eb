import GATT
import Testing
import Vitals

@Suite("Pulse Oximeter")
struct PulseOximeterTests {
    @Test("A spot check is decoded field by field", arguments: PulseOximeterVectors.spotChecks)
    func spotCheck(vector: Vector) throws { try vector.check() }

    @Test("A continuous measurement is decoded field by field", arguments: PulseOximeterVectors.continuous)
    func continuous(vector: Vector) throws { try vector.check() }

    @Test("Features tell which bits of either status are supported", arguments: PulseOximeterVectors.features)
    func features(vector: Vector) throws { try vector.check() }

    @Test("The control point of drafts is named, and its bytes are shown as they are", arguments: PulseOximeterVectors.controlPoint)
    func controlPoint(vector: Vector) throws { try vector.check() }

    private static func hex(_ bits: Int, bytes: Int) -> String {
        (0..<bytes).map { index in
            let byte = String(bits >> (8 * index) & 0xFF, radix: 16)
            return byte.count == 1 ? "0" + byte : byte
        }.joined()
    }

    private func quality(_ uuid: BluetoothUUID, _ hex: String) throws -> [ObservationQuality] {
        try #require(CharacteristicDescription(uuid: uuid)).decode(Vector.bytes(hex)).readings.map(\.quality)
    }

    @Test("Every bit of the measurement status has its name and its consequence", arguments: PulseOximeterVectors.statusNames)
    func measurementStatus(bit: Int, name: String) throws {
        let status = Self.hex(1 << bit, bytes: 2)
        let isMeasured = ![10, 11, 13, 15].contains(bit)
        let readings = isMeasured ? PulseOximeterVectors.readings : []
        try Vector("2A5E", "02 6100 4800 \(status)", PulseOximeterVectors.spot + ["measurement_status: \(name)"], readings: readings)
            .check()
        try Vector("2A5F", "04 6100 4800 \(status)", PulseOximeterVectors.normal + ["measurement_status: \(name)"], readings: readings)
            .check()
        let expected = !isMeasured ? nil : [6, 12, 14].contains(bit) ? ObservationQuality.questionable : .good
        #expect(try quality(.plxSpotCheckMeasurement, "02 6100 4800 \(status)").first == expected)
        #expect(try quality(.plxContinuousMeasurement, "04 6100 4800 \(status)").last == expected)
    }

    @Test("Every bit of the device and sensor status has its name and its consequence", arguments: PulseOximeterVectors.sensorNames)
    func sensorStatus(bit: Int, name: String) throws {
        let status = Self.hex(1 << bit, bytes: 3)
        try Vector(
            "2A5E", "04 6100 4800 \(status)", PulseOximeterVectors.spot + ["device_and_sensor_status: \(name)"],
            readings: PulseOximeterVectors.readings
        ).check()
        let expected: ObservationQuality = bit == 0 ? .good : [11, 15].contains(bit) ? .noContact : .questionable
        #expect(try quality(.plxSpotCheckMeasurement, "0C 6100 4800 \(status) 2DF0") == [expected, expected, expected])
        #expect(try quality(.plxContinuousMeasurement, "08 6100 4800 \(status)") == [expected, expected])
    }

    @Test("No contact weighs more than a questionable signal")
    func noContact() throws {
        #expect(try quality(.plxContinuousMeasurement, "0C 6100 4800 0040 FFFF00") == [.noContact, .noContact])
    }

    @Test("A timestamp is the time of the readings while the clock is set")
    func time() throws {
        let characteristic = try #require(CharacteristicDescription(uuid: .plxSpotCheckMeasurement))
        let shown = DeviceDateTime(year: 2026, month: 11, day: 23, hour: 7, minute: 45, second: 10)
        func times(_ hex: String) throws -> Set<Reading.Time> {
            Set(try characteristic.decode(Vector.bytes(hex)).readings.map(\.time))
        }
        #expect(try times("09 6100 4800 EA07 0B 17 07 2D 0A 2DF0") == [.device(shown)])
        #expect(try times("11 6100 4800 EA07 0B 17 07 2D 0A") == [.arrival])
        #expect(try times("00 6100 4800") == [.arrival])
    }

    @Test("Bytes after the last field are an error unless a reserved flag announces them")
    func trailing() throws {
        for uuid in [BluetoothUUID.plxSpotCheckMeasurement, .plxContinuousMeasurement] {
            let characteristic = try #require(CharacteristicDescription(uuid: uuid))
            #expect(throws: DecodingError.trailing(at: 5, has: 2)) { try characteristic.decode(Vector.bytes("00 6100 4800 0000")) }
        }
        let features = try #require(CharacteristicDescription(uuid: .plxFeatures))
        #expect(throws: DecodingError.trailing(at: 2, has: 1)) { try features.decode([0, 0, 0]) }
    }
}
