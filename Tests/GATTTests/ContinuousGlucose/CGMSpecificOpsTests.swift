import GATT
import Testing
import Vitals

@Suite("CGM Specific Ops Control Point")
struct CGMSpecificOpsTests {
    private static let calibration = "7800 (glucose) 0500 (time) 11 (type, location) 0A00 (next) 0100 (record) 04 (status)"
    private static let calibrationFields = [
        "calibration_glucose_concentration: 120 mg/dL", "calibration_time: 5 min", "type: capillary whole blood", "sample_location: finger",
        "next_calibration_time: 10 min", "calibration_data_record_number: 1", "calibration_status: calibration process pending",
    ]

    /// A request or answer without and with its checksum.
    private static func both(_ hex: String, _ fields: [String]) -> [Vector] {
        let length = Vector.bytes(hex).count
        return [
            Vector("2AAC", hex, fields, readings: []), Vector("2AAC", protected(hex), fields, readings: [], wholePrefixes: [length]),
        ]
    }

    private static let alerts: [(UInt8, String, String)] = [
        (0x07, "patient high", "mg/dL"), (0x0A, "patient low", "mg/dL"), (0x0D, "hypo", "mg/dL"), (0x10, "hyper", "mg/dL"),
        (0x13, "rate of decrease", "mg/dL/min"), (0x16, "rate of increase", "mg/dL/min"),
    ]

    private static func hex(_ byte: UInt8) -> String { (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true) }

    static let vectors: [Vector] =
        [
            Vector("2AAC", "07 B400 38E8", ["op_code: set patient high alert level", "alert_level: 180 mg/dL"], wholePrefixes: [3]),
            Vector("2AAC", "02 952C", ["op_code: get cgm communication interval"], wholePrefixes: [1]),
            Vector(
                "2AAC", "1C 1A 01 6D60", ["op_code: response code", "request_op_code: start the session", "response_code: success"],
                wholePrefixes: [3]),
            Vector("2AAC", "07 FF07", ["op_code: set patient high alert level", "alert_level: NaN mg/dL"]),
            Vector("2AAC", "15 FBFF", ["op_code: rate of decrease alert level response", "alert_level: -0.5 mg/dL/min"]),
            // Op codes that are reserved: whatever comes after.
            Vector("2AAC", "00 (op code) 01", ["op_code: unknown (0x0)", "operand: 01"], wholePrefixes: [1]),
            Vector("2AAC", "1D (op code)", ["op_code: unknown (0x1d)", "operand: none"]),
        ]
        + both("01 05", ["op_code: set cgm communication interval", "communication_interval: 5 min"])
        + both("01 00", ["op_code: set cgm communication interval", "communication_interval: disabled"])
        + both("01 FF", ["op_code: set cgm communication interval", "communication_interval: fastest"])
        + both("02", ["op_code: get cgm communication interval"])
        + both("03 FE", ["op_code: cgm communication interval response", "communication_interval: 254 min"])
        + both("04 \(calibration)", ["op_code: set glucose calibration value"] + calibrationFields)
        + both("05 0100", ["op_code: get glucose calibration value", "calibration_data_record_number: 1"])
        + both("05 FFFF", ["op_code: get glucose calibration value", "calibration_data_record_number: last"])
        + both("06 \(calibration)", ["op_code: glucose calibration value response"] + calibrationFields)
        + both(
            "06 0008 (NRes) 0000 00 0000 0000 FF",
            [
                "op_code: glucose calibration value response", "calibration_glucose_concentration: NRes mg/dL", "calibration_time: 0 min",
                "type: unknown (0x0)", "sample_location: unknown (0x0)", "next_calibration_time: 0 min",
                "calibration_data_record_number: 0",
                "calibration_status: calibration data rejected, calibration data out of range, calibration process pending",
                "unknown_calibration_status: unknown (0xf8)",
            ])
        + alerts.flatMap { code, name, unit in
            both("\(hex(code)) 5000", ["op_code: set \(name) alert level", "alert_level: 80 \(unit)"])
                + both("\(hex(code + 1))", ["op_code: get \(name) alert level"])
                + both("\(hex(code + 2)) 1EF0", ["op_code: \(name) alert level response", "alert_level: 3.0 \(unit)"])
        }
        + both("19", ["op_code: reset device specific alert"]) + both("1A", ["op_code: start the session"])
        + both("1B", ["op_code: stop the session"])
        + zip(
            0...,
            [
                "unknown (0x0)", "success", "op code not supported", "invalid operand", "procedure not completed", "parameter out of range",
                "unknown (0x6)",
            ]
        ).flatMap {
            both("1C 1B 0\($0)", ["op_code: response code", "request_op_code: stop the session", "response_code: \($1)"])
        }
        + both("1C FF 02", ["op_code: response code", "request_op_code: unknown (0xff)", "response_code: op code not supported"])

    @Test("is decoded op code by op code", arguments: vectors)
    func decoded(vector: Vector) throws { try vector.check() }

    static let requests: [(CGMSpecificOpsRequest, String, String)] = [
        (.setCommunicationInterval(minutes: 5), "01 05", "CDBE"),
        (.getCommunicationInterval, "02", "952C"),
        (.getGlucoseCalibration(record: CGMSpecificOpsRequest.lastCalibration), "05 FFFF", "36F0"),
        (.setAlert(.patientHigh, level: ExactDecimal(mantissa: 180, exponent: 0)), "07 B400", "38E8"),
        (.startSession, "1A", "5CB0"),
    ]

    @Test("Requests are encoded, with a checksum for a sensor that wants one", arguments: requests)
    func encoded(request: CGMSpecificOpsRequest, hex: String, checksum: String) {
        #expect(request.encoded(withChecksum: false) == Vector.bytes(hex))
        #expect(request.encoded(withChecksum: true) == Vector.bytes(hex + checksum))
    }

    @Test("The other requests")
    func others() {
        #expect(CGMSpecificOpsRequest.stopSession.encoded(withChecksum: false) == [0x1B])
        #expect(CGMSpecificOpsRequest.resetDeviceSpecificAlert.encoded(withChecksum: false) == [0x19])
        for (alert, code) in zip(CGMSpecificOpsRequest.Alert.allCases, [0x08, 0x0B, 0x0E, 0x11, 0x14, 0x17] as [UInt8]) {
            #expect(CGMSpecificOpsRequest.getAlert(alert).encoded(withChecksum: false) == [code])
            // -5 e-1
            let rate = CGMSpecificOpsRequest.setAlert(alert, level: ExactDecimal(mantissa: -5, exponent: -1))
            #expect(rate.encoded(withChecksum: false) == [code - 1, 0xFB, 0xFF])
        }
        let calibration = CGMSpecificOpsRequest.setGlucoseCalibration(
            milligramsPerDeciliter: ExactDecimal(mantissa: 120, exponent: 0), atMinute: 5, type: 1, location: 1)
        #expect(calibration.encoded(withChecksum: false) == Vector.bytes("04 7800 0500 11 0000 0000 00"))
    }

    @Test("A number that is no SFLOAT cannot be asked for")
    func impossible() {
        for (mantissa, exponent) in [(2046, 0), (-2046, 0), (1, 8), (1, -9)] as [(Int32, Int8)] {
            let level = ExactDecimal(mantissa: mantissa, exponent: exponent)
            #expect(CGMSpecificOpsRequest.setAlert(.hypo, level: level).encoded(withChecksum: false) == nil)
        }
        let calibration = CGMSpecificOpsRequest.setGlucoseCalibration(
            milligramsPerDeciliter: ExactDecimal(mantissa: 120, exponent: 0), atMinute: 5, type: 16, location: 1)
        #expect(calibration.encoded(withChecksum: true) == nil)
    }
}
