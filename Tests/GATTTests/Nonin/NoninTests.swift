import GATT
import Testing
import Vitals

@Suite("Nonin oximetry")
struct NoninTests {
    private static let oximetry = "0AAD7EA0-0D60-11E2-8E3C-0002A5D5C51B"
    private static let intervals = "34E27863-76FF-4F8E-96F1-9E3993AA6199"
    private static let deviceStatus = "EC0A9302-4D24-11E7-B114-B2F933D5FE66"
    private static let ppg = "EC0A883A-4D24-11E7-B114-B2F933D5FE66"
    private static let controlPoint = "1447AF80-0D60-11E2-88B6-0002A5D5C51B"

    static let vectors: [Vector] = [
        Vector(
            oximetry, "0A (length) 14 (SmartPoint, placed) 1E (3.0 V) 0190 (4.00 %) 0007 (s) 62 (98) 0048 (72)",
            [
                "status: SmartPoint, finger correctly placed", "battery_voltage: 3.0 V", "pulse_amplitude_index: 4.00 %", "counter: 7 s",
                "spo2: 98 %", "pulse_rate: 72 /min",
            ], readings: ["oxygen_saturation 98", "pulse_rate 72", "perfusion_index 4"]),
        Vector(
            oximetry, "0A 28 (searching, low battery) 13 0000 FFFF 7F (no value) 01FF (no value)",
            [
                "status: searching, low battery", "battery_voltage: 1.9 V", "pulse_amplitude_index: 0.00 %", "counter: 65535 s",
                "spo2: no value %", "pulse_rate: no value /min",
            ], readings: []),
        Vector(
            oximetry, "0A D3 (synchronized, weak, placed, encrypted, reserved) FF FFFF 0000 64 (100) 0145 (325)",
            [
                "status: display synchronized, weak signal, finger correctly placed, encrypted", "unknown_status: unknown (0x80)",
                "battery_voltage: 25.5 V", "pulse_amplitude_index: 655.35 %", "counter: 0 s", "spo2: 100 %", "pulse_rate: 325 /min",
            ], readings: ["oxygen_saturation 100", "pulse_rate 325", "perfusion_index 655.35"]),
        Vector(
            oximetry, "0C (two bytes more) 10 1E 0000 0001 60 01FF  AA BB",
            [
                "status: finger correctly placed", "battery_voltage: 3.0 V", "pulse_amplitude_index: 0.00 %", "counter: 1 s", "spo2: 96 %",
                "pulse_rate: no value /min", "unknown: aa bb",
            ], readings: ["oxygen_saturation 96"]),
        Vector(
            intervals, "04 (length) 0102 (counter) 00",
            [
                "counter: 258", "status: none", "pulse_intervals: none", "pulse_amplitude_indices: none", "bad_pulses: none",
            ], readings: []),
        Vector(
            intervals, "10 (length) 0001 00 0190 (4.00 %) 1F40 (800 ms)  4FFF (bad, 40.95 %) 0001 (0.1 ms)  B000 (reserved) 0000",
            [
                "counter: 1", "status: none", "pulse_intervals: 800, 0.1, 0 ms", "pulse_amplitude_indices: 4, 40.95, 0 %",
                "bad_pulses: no, yes, no", "reserved_bits: unknown (0xb0)",
            ], readings: ["rr_interval 800", "rr_interval 0.1"]),
        Vector(
            intervals, "08 FFFF 07 (invalid, too high, reserved) 0000 FFFF",
            [
                "counter: 65535", "status: invalid signal, pulse rate too high", "unknown_status: unknown (0x4)",
                "pulse_intervals: 6553.5 ms", "pulse_amplitude_indices: 0 %", "bad_pulses: no",
            ], readings: ["rr_interval 6553.5"]),
        Vector(
            deviceStatus, "07 (length) 01 (oximeter) 00 1E (3.0 V) 64 (100 %) 0102 (counter)",
            [
                "sensor_type: pulse oximeter", "error: no error", "battery_voltage: 3.0 V", "battery_percentage: 100 %", "counter: 258",
            ], readings: ["battery_level 100"]),
        Vector(
            deviceStatus, "08 02 (reserved) 05 (sensor fault) 18 FF FFFF AA",
            [
                "sensor_type: unknown (0x2)", "error: sensor fault", "battery_voltage: 2.4 V", "battery_percentage: 255 %",
                "counter: 65535", "unknown: aa",
            ], readings: []),
        Vector(
            ppg, "35 (length) " + String(repeating: "0001", count: 24) + "FFFF" + "0102 (counter)",
            [
                "ppg: " + (Array(repeating: "1", count: 24) + ["65535"]).joined(separator: ", "), "sample_rate: 75 Hz", "counter: 258",
            ], readings: []),
        Vector(
            controlPoint, "62 (complete) 4E4D4931", ["kind: request", "operation: measurement complete", "parameters: 4e 4d 49 31"],
            wholePrefixes: [1, 2, 3, 4]),
        Vector(controlPoint, "E1 00", ["kind: response", "operation: display synchronization", "status: accepted"]),
        Vector(
            controlPoint, "E2 01 AA", ["kind: response", "operation: measurement complete", "status: denied", "parameters: aa"],
            wholePrefixes: [2]),
        Vector(controlPoint, "FF 03", ["kind: response", "operation: unknown (0x7f)", "status: unknown (0x3)"]),
        Vector(controlPoint, "00", ["kind: request", "operation: unknown (0x0)"]),
    ]

    @Test("is decoded field by field", arguments: vectors)
    func decoded(vector: Vector) throws { try vector.check() }

    @Test("A value's length has to be its own")
    func lengths() throws {
        let oximetry = try #require(CharacteristicDescription(uuid: .noninContinuousOximetry))
        let value = Vector.bytes("0A 14 1E 0190 0007 62 0048")
        #expect(throws: DecodingError.trailing(at: 10, has: 1)) { try oximetry.decode(value + [0]) }
        #expect(throws: DecodingError.truncated(at: 1, needs: 10, has: 9)) { try oximetry.decode([11] + value.dropFirst()) }
        #expect(throws: DecodingError.outOfRange(at: 0, value: 9, allowed: 10...255)) { try oximetry.decode([9] + value.dropFirst()) }
        let ppg = try #require(CharacteristicDescription(uuid: .noninPPG))
        #expect(throws: DecodingError.trailing(at: 53, has: 1)) { try ppg.decode([54] + [UInt8](repeating: 0, count: 53)) }
    }

    @Test(
        "A weak signal, a search or a badly placed finger make values questionable",
        arguments: [
            (UInt8(0x10), ObservationQuality.good), (0x14, .good), (0x12, .questionable), (0x18, .questionable), (0x00, .questionable),
        ])
    func quality(status: UInt8, quality: ObservationQuality) throws {
        let value = try CharacteristicDescription(uuid: .noninContinuousOximetry)?.decode([10, status, 30, 1, 0x90, 0, 7, 98, 0, 72])
        #expect(value?.readings.map(\.quality) == [quality, quality, quality])
    }

    @Test("Each pulse interval ends when the next begins; a bad pulse or an invalid signal make it questionable")
    func intervalTimes() throws {
        let intervals = try #require(CharacteristicDescription(uuid: .noninPulseIntervalTime))
        let readings = try intervals.decode(Vector.bytes("0C 0001 00 0190 1F40 4190 2710")).readings
        #expect(readings.map(\.time) == [.beforeArrival(.milliseconds(1000)), .beforeArrival(.zero)])
        #expect(readings.map(\.quality) == [.good, .questionable])
        #expect(try intervals.decode(Vector.bytes("08 0001 01 0190 1F40")).readings.map(\.quality) == [.questionable])
    }

    @Test("The samples of the pulse wave are 1/75 s apart")
    func wave() throws {
        let bytes: [UInt8] = [53] + [UInt8](repeating: 0, count: 52)
        let wave = try #require(try CharacteristicDescription(uuid: .noninPPG)?.decode(bytes) as? NoninPPG)
        #expect(wave.samples.count == 25)
        #expect(wave.beforeLast(24) == .zero && wave.beforeLast(0) == .milliseconds(320) && wave.beforeLast(99) == .zero)
    }
}
