import GATT
import Testing
import Vitals

@Suite("Polar PMD Control Point")
struct PolarControlPointTests {
    private static let uuid = "FB005C81-02E7-F387-1CAD-8ACD2D8DF0C8"

    static let vectors: [Vector] = [
        // A Polar H10: ECG and acceleration.
        Vector(
            uuid, "0F (features) 05 00 0000000000000000000000000000", ["features: ECG, acceleration"], readings: [],
            wholePrefixes: Set(2...16)),
        Vector(
            uuid, "0F (features) EF 7E",
            [
                "features: ECG, PPG, acceleration, PP interval, gyroscope, magnetometer, skin temperature, SDK mode, location, pressure, temperature, offline recording, offline heart rate"
            ], wholePrefixes: [2]),
        Vector(
            uuid, "0F (features) 10 81 000000000080 01",
            ["features: none", "unknown_features: unknown (0x8000000000008110)", "further_features: 01"],
            wholePrefixes: Set(2...9)),
        // The settings that a Verity Sense offers for acceleration.
        Vector(
            uuid, "F0 01 (get settings) 02 (acceleration) 00 (success) 00 (no more) 00 01 3400 01 01 1000 02 01 0800 04 01 03",
            [
                "operation: get measurement settings", "measurement_type: acceleration", "error: success", "more: no", "sample_rate: 52 Hz",
                "resolution: 16 bit", "range: 8", "channels: 3",
            ], readings: [], wholePrefixes: [4, 5, 9, 13, 17]),
        Vector(
            uuid, "F0 01 02 00 00 00 04 1900 3200 6400 C800 01 01 1000 02 03 0200 0400 0800 (H10) 03 01 E8030000 (range in thousandths)",
            [
                "operation: get measurement settings", "measurement_type: acceleration", "error: success", "more: no",
                "sample_rate: 25, 50, 100, 200 Hz", "resolution: 16 bit", "range: 2, 4, 8", "range_milliunit: 1000",
            ], wholePrefixes: [4, 5, 15, 19, 27]),
        Vector(
            uuid, "F0 02 (start) 05 (gyroscope) 00 00 05 (factor) 01 0000803E (0.25)",
            ["operation: request measurement start", "measurement_type: gyroscope", "error: success", "more: no", "factor: 0.25"],
            wholePrefixes: [4, 5]),
        Vector(
            uuid, "F0 02 00 00 00 05 (factor) 01 0000807F (infinite)",
            ["operation: request measurement start", "measurement_type: ECG", "error: success", "more: no", "factor: inf"],
            wholePrefixes: [4, 5]),
        Vector(
            uuid, "F0 04 (SDK mode settings) 00 00 00 06 (security, reserved) 01 AA",
            ["operation: get SDK mode settings", "measurement_type: ECG", "error: success", "more: no", "unknown: 06 01 aa"],
            wholePrefixes: [4, 5, 6, 7]),
        Vector(
            uuid, "F0 01 02 00 01 (more) 00 02 34",
            [
                "operation: get measurement settings", "measurement_type: acceleration", "error: success", "more: yes",
                "parameters: 00 02 34",
            ],
            wholePrefixes: [4, 5, 6, 7]),
        Vector(
            uuid, "F0 03 (stop) 02 06 (already in state)",
            ["operation: stop measurement", "measurement_type: acceleration", "error: already in state", "more: no"]),
        Vector(
            uuid, "F0 09 04 0F (reserved)",
            ["operation: set offline recording trigger settings", "measurement_type: unknown (0x4)", "error: unknown (0xf)", "more: no"]),
        Vector(
            uuid, "F0 05 (status) 00 00 00 00 41 82 C3",
            [
                "operation: get measurement status", "measurement_type: ECG", "error: success", "more: no",
                "active_measurements: ECG: inactive, PPG: online, acceleration: offline, PP interval: online and offline",
            ], wholePrefixes: [4, 5, 6, 7, 8]),
        Vector(
            uuid, "F0 06 (SDK mode status) 00 00 00 01",
            ["operation: get SDK mode status", "measurement_type: ECG", "error: success", "more: no", "sdk_mode: enabled"],
            wholePrefixes: [4, 5]),
        Vector(
            uuid, "F0 00 (reserved) 00 00 00 01",
            ["operation: unknown (0x0)", "measurement_type: ECG", "error: success", "more: no", "parameters: 01"], wholePrefixes: [4, 5]),
        Vector(uuid, "01 (stopped) 00 02 04", ["stopped_measurements: ECG, acceleration, unknown (0x4)"], wholePrefixes: [1, 2, 3]),
        Vector(uuid, "55 01", ["unknown: 55 01"], wholePrefixes: [1]),
    ]

    @Test("Features, answers and stops are decoded field by field", arguments: vectors)
    func decoded(vector: Vector) throws { try vector.check() }

    @Test("Every error of the table has its name")
    func errors() throws {
        let names = [
            "success", "invalid op code", "invalid measurement type", "not supported", "invalid length", "invalid parameter",
            "already in state", "invalid resolution", "invalid sample rate", "invalid range", "invalid MTU", "invalid number of channels",
            "invalid state", "device in charger", "disk full",
        ]
        for (code, name) in names.enumerated() {
            let value = try CharacteristicDescription(uuid: .polarControlPoint)?.decode([0xF0, 3, 0, UInt8(code)])
            #expect(value?.fields.map(\.description).contains("error: \(name)") == true)
        }
    }

    @Test("Requests are encoded byte for byte")
    func requests() {
        #expect(PolarRequest.measurementSettings(.ecg).bytes == [0x01, 0x00])
        #expect(PolarRequest.stop(.acceleration).bytes == [0x03, 0x02])
        #expect(PolarRequest.sdkModeSettings(.ppg).bytes == [0x04, 0x01])
        #expect(PolarRequest.measurementStatus.bytes == [0x05])
        #expect(PolarRequest.sdkModeStatus.bytes == [0x06])
        #expect(PolarRequest.start(.ppInterval, PolarSettings([])).bytes == [0x02, 0x03])
        #expect(PolarRequest.start(.sdkMode, PolarSettings([])).bytes == [0x02, 0x09])
        // As github.com/polarofficial/polar-ble-sdk/issues/443 sends it to a Verity Sense.
        let settings = PolarSettings([
            PolarSetting(.sampleRate, [52]), PolarSetting(.resolution, [16]), PolarSetting(.range, [8]), PolarSetting(.channels, [3]),
        ])
        #expect(
            PolarRequest.start(.acceleration, settings).bytes
                == [0x02, 0x02, 0x00, 0x01, 0x34, 0x00, 0x01, 0x01, 0x10, 0x00, 0x02, 0x01, 0x08, 0x00, 0x04, 0x01, 0x03])
        #expect(PolarSettings([PolarSetting(.rangeMilliunit, [0x0102_0304])]).bytes == [0x03, 0x01, 0x04, 0x03, 0x02, 0x01])
    }

    @Test("The best settings are the highest, with a rate up to the bound and without a factor")
    func best() throws {
        let offered = PolarSettings([
            PolarSetting(.sampleRate, [25, 50, 100, 200]), PolarSetting(.resolution, [16]), PolarSetting(.range, [2, 8, 4]),
            PolarSetting(.channels, []), PolarSetting(.factor, [0x3F80_0000]),
        ])
        #expect(
            offered.best().settings == [PolarSetting(.sampleRate, [200]), PolarSetting(.resolution, [16]), PolarSetting(.range, [8])])
        #expect(offered.best(samplesPerSecondMax: 60).samplesPerSecond == 50)
        #expect(offered.best(samplesPerSecondMax: 10).samplesPerSecond == 25)
        #expect(offered.factor == 1 && offered.best().factor == nil)
    }

    @Test("A response that goes on is joined, and bounded")
    func joined() throws {
        let value = try #require(
            try CharacteristicDescription(uuid: .polarControlPoint)?.decode(Vector.bytes("F0 01 02 00 01 00 02 34")) as? PolarControlPoint)
        guard case .response(var response) = value.content else {
            Issue.record("no response")
            return
        }
        #expect(response.settings == nil)
        try response.join([0x00, 0x00, 0xD0, 0x00])
        #expect(!response.hasMore)
        #expect(response.settings?.settings == [PolarSetting(.sampleRate, [52, 208])])
        #expect(throws: DecodingError.truncated(at: 0, needs: 1, has: 0)) { try response.join([]) }
        let long = [UInt8](repeating: 0, count: PolarResponse.parametersMax)
        #expect(throws: DecodingError.self) { try response.join(long) }
    }

    @Test("Features are asked by type")
    func features() throws {
        let value = try #require(
            try CharacteristicDescription(uuid: .polarControlPoint)?.decode([0x0F, 0x0E, 0x02]) as? PolarControlPoint)
        guard case .features(let features) = value.content else {
            Issue.record("no features")
            return
        }
        #expect(features.contains(.ppg) && features.contains(.ppInterval) && features.contains(.sdkMode))
        #expect(!features.contains(.ecg) && !features.contains(.magnetometer))
    }
}
