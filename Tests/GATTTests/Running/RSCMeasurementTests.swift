import Testing

@Suite("RSC Measurement")
struct RSCMeasurementTests {
    static let vectors = [
        Vector(
            "2A53", "00 (walking) 0000 (0 m/s) 00 (0 /min)",
            ["instantaneous_speed: 0 m/s", "instantaneous_cadence: 0 /min", "walking_or_running_status: walking"],
            readings: ["speed 0", "running_cadence 0", "running 0"]),
        Vector(
            "2A53", "01 (stride) 0003 (768/256 = 3 m/s) B4 (180) 6E00 (110 cm)",
            [
                "instantaneous_speed: 3 m/s", "instantaneous_cadence: 180 /min", "instantaneous_stride_length: 1.10 m",
                "walking_or_running_status: walking",
            ], readings: ["speed 3", "running_cadence 180", "stride_length 1.1", "running 0"]),
        Vector(
            "2A53", "02 (distance) 8001 (384/256 = 1.5 m/s) 5A (90) 39300000 (12345 dm)",
            [
                "instantaneous_speed: 1.5 m/s", "instantaneous_cadence: 90 /min", "total_distance: 1234.5 m",
                "walking_or_running_status: walking",
            ], readings: ["speed 1.5", "running_cadence 90", "session_distance 1234.5", "running 0"]),
        Vector(
            "2A53", "07 (all, running) FFFF (65535/256) FF (255) FFFF (65535 cm) FFFFFFFF (the largest)",
            [
                "instantaneous_speed: 255.99609375 m/s", "instantaneous_cadence: 255 /min", "instantaneous_stride_length: 655.35 m",
                "total_distance: 429496729.5 m", "walking_or_running_status: running",
            ],
            readings: [
                "speed 255.99609375", "running_cadence 255", "stride_length 655.35", "session_distance 429496729.5", "running 1",
            ]),
        Vector(
            "2A53", "07 (all, running) 0001 (1 m/s) 50 (80) 0000 (0 cm) FFFFFF7F (2147483647 dm)",
            [
                "instantaneous_speed: 1 m/s", "instantaneous_cadence: 80 /min", "instantaneous_stride_length: 0.00 m",
                "total_distance: 214748364.7 m", "walking_or_running_status: running",
            ]),
        Vector(
            "2A53", "F8 (reserved) 0001 (1 m/s) 50 (80) ABCD (not known)",
            [
                "instantaneous_speed: 1 m/s", "instantaneous_cadence: 80 /min", "walking_or_running_status: walking",
                "reserved_flags: unknown (0xf8)", "unknown: ab cd",
            ], readings: ["speed 1", "running_cadence 80", "running 0"], wholePrefixes: [4, 5]),
    ]

    @Test("is decoded field by field", arguments: vectors)
    func decoded(vector: Vector) throws { try vector.check() }
}

@Suite("What running and cycling sensors have in common")
struct SpeedAndCadenceTests {
    static let vectors = [
        Vector("2A54", "0000", ["rsc_feature: none"], readings: []),
        Vector(
            "2A54", "1F00",
            [
                "rsc_feature: instantaneous stride length measurement, total distance measurement, walking or running status, "
                    + "calibration procedure, multiple sensor locations"
            ]),
        Vector("2A54", "0480", ["rsc_feature: walking or running status", "unknown_rsc_feature: unknown (0x8000)"]),
        Vector("2A5D", "00", ["sensor_location: other"], readings: ["sensor_location 0"]),
        Vector("2A5D", "02", ["sensor_location: in shoe"]),
        Vector("2A5D", "0C", ["sensor_location: rear wheel"]),
        Vector("2A5D", "10", ["sensor_location: chain ring"], readings: ["sensor_location 16"]),
        Vector("2A5D", "11", ["sensor_location: unknown (0x11)"]),
        Vector("2A5D", "FF", ["sensor_location: unknown (0xff)"]),
        Vector(
            "2A55", "01 (set cumulative value) FFFFFFFF", ["op_code: set cumulative value", "cumulative_value: 4294967295"], readings: []),
        Vector("2A55", "02", ["op_code: start sensor calibration"]),
        Vector("2A55", "03 06 (right crank)", ["op_code: update sensor location", "sensor_location: right crank"]),
        Vector("2A55", "04", ["op_code: request supported sensor locations"]),
        Vector(
            "2A55", "10 (response) 01 (request) 01 (success)",
            ["op_code: response code", "request_op_code: set cumulative value", "response_value: success"]),
        Vector(
            "2A55", "10 02 04", ["op_code: response code", "request_op_code: start sensor calibration", "response_value: operation failed"]),
        Vector(
            "2A55", "10 03 03", ["op_code: response code", "request_op_code: update sensor location", "response_value: invalid parameter"]),
        Vector(
            "2A55", "10 63 02",
            ["op_code: response code", "request_op_code: unknown (0x63)", "response_value: op code not supported"]),
        Vector("2A55", "10 01 05", ["op_code: response code", "request_op_code: set cumulative value", "response_value: unknown (0x5)"]),
        Vector(
            "2A55", "10 04 01 0405FE (front wheel, left crank, reserved)",
            [
                "op_code: response code", "request_op_code: request supported sensor locations", "response_value: success",
                "supported_sensor_locations: front wheel, left crank, unknown (254)",
            ], wholePrefixes: [3, 4, 5]),
        Vector(
            "2A55", "10 01 01 07 (no parameter is known)",
            [
                "op_code: response code", "request_op_code: set cumulative value", "response_value: success", "response_parameter: 07",
            ], wholePrefixes: [3]),
        Vector("2A55", "00 (reserved)", ["op_code: unknown (0x0)"]),
        Vector("2A55", "7F 0102 (reserved)", ["op_code: unknown (0x7f)", "parameter: 01 02"], wholePrefixes: [1, 2]),
    ]

    @Test("is decoded field by field", arguments: vectors)
    func decoded(vector: Vector) throws { try vector.check() }
}
