import Testing

@Suite("Cycling Power Control Point")
struct CyclingPowerControlPointTests {
    private static func response(_ request: String, _ value: String, _ parameter: String...) -> [String] {
        ["op_code: response code", "request_op_code: \(request)", "response_value: \(value)"] + parameter
    }

    static let vectors = [
        Vector("2A66", "01 00000000", ["op_code: set cumulative value", "cumulative_value: 0"], readings: []),
        Vector("2A66", "02 05", ["op_code: update sensor location", "sensor_location: left crank"]),
        Vector("2A66", "03", ["op_code: request supported sensor locations"]),
        Vector("2A66", "04 5901 (345 half millimetres)", ["op_code: set crank length", "crank_length: 172.5 mm"]),
        Vector("2A66", "05", ["op_code: request crank length"]),
        Vector("2A66", "06 9405", ["op_code: set chain length", "chain_length: 1428 mm"]),
        Vector("2A66", "07", ["op_code: request chain length"]),
        Vector("2A66", "08 2C01", ["op_code: set chain weight", "chain_weight: 300 g"]),
        Vector("2A66", "09", ["op_code: request chain weight"]),
        Vector("2A66", "0A FFFF", ["op_code: set span length", "span_length: 65535 mm"]),
        Vector("2A66", "0B", ["op_code: request span length"]),
        Vector("2A66", "0C", ["op_code: start offset compensation"]),
        Vector(
            "2A66", "0D 0501 (bits 0, 2, 8)",
            [
                "op_code: mask cycling power measurement characteristic content",
                "turned_off: pedal power balance, wheel revolution data, accumulated energy",
            ]),
        Vector(
            "2A66", "0D 0080",
            [
                "op_code: mask cycling power measurement characteristic content", "turned_off: none",
                "unknown_turned_off: unknown (0x8000)",
            ]),
        Vector("2A66", "0E", ["op_code: request sampling rate"]),
        Vector("2A66", "0F", ["op_code: request factory calibration date"]),
        Vector("2A66", "10", ["op_code: start enhanced offset compensation"]),
        Vector("2A66", "20 01 01", response("set cumulative value", "success")),
        Vector("2A66", "20 04 03", response("set crank length", "invalid parameter")),
        Vector("2A66", "20 05 02", response("request crank length", "op code not supported")),
        Vector("2A66", "20 11 00", response("unknown (0x11)", "unknown (0x0)")),
        Vector(
            "2A66", "20 03 01 0506",
            response("request supported sensor locations", "success", "supported_sensor_locations: left crank, right crank"),
            wholePrefixes: [3, 4]),
        Vector("2A66", "20 05 01 5901", response("request crank length", "success", "crank_length: 172.5 mm")),
        Vector("2A66", "20 07 01 9405", response("request chain length", "success", "chain_length: 1428 mm")),
        Vector("2A66", "20 09 01 2C01", response("request chain weight", "success", "chain_weight: 300 g")),
        Vector("2A66", "20 0B 01 0100", response("request span length", "success", "span_length: 1 mm")),
        Vector("2A66", "20 0C 01 9CFF", response("start offset compensation", "success", "offset_compensation_value: -100")),
        Vector("2A66", "20 0C 01 FFFF", response("start offset compensation", "success", "offset_compensation_value: not valid")),
        Vector("2A66", "20 0C 04", response("start offset compensation", "operation failed")),
        Vector("2A66", "20 0D 01", response("mask cycling power measurement characteristic content", "success")),
        Vector("2A66", "20 0E 01 C8", response("request sampling rate", "success", "sampling_rate: 200 Hz")),
        Vector(
            "2A66", "20 0F 01 E707 0B 17 07 2D 00",
            response("request factory calibration date", "success", "factory_calibration_date: 2023-11-23T07:45:00")),
        Vector(
            "2A66", "20 0F 01 0000 00 00 00 00 00",
            response("request factory calibration date", "success", "factory_calibration_date: ????-??-??T00:00:00")),
        Vector(
            "2A66", "20 10 01 6400 5900 (company) 00 (no octets)",
            response("start enhanced offset compensation", "success", "offset_compensation_value: 100", "manufacturer_company_id: 89")),
        Vector(
            "2A66", "20 10 01 FFFF 5900 02 ABCD",
            response(
                "start enhanced offset compensation", "success", "offset_compensation_value: not valid", "manufacturer_company_id: 89",
                "manufacturer_specific_data: ab cd")),
        Vector(
            "2A66", "20 10 04 01",
            response("start enhanced offset compensation", "operation failed", "response_parameter: incorrect calibration position"),
            wholePrefixes: [3]),
        Vector(
            "2A66", "20 10 04 02 (reserved)",
            response("start enhanced offset compensation", "operation failed", "response_parameter: unknown (0x2)"), wholePrefixes: [3]),
        Vector(
            "2A66", "20 10 04 FF 5900 01 EE",
            response(
                "start enhanced offset compensation", "operation failed", "response_parameter: manufacturer specific error",
                "manufacturer_company_id: 89", "manufacturer_specific_data: ee"), wholePrefixes: [3]),
        Vector("2A66", "20 01 01 99", response("set cumulative value", "success", "response_parameter: 99"), wholePrefixes: [3]),
        Vector("2A66", "00", ["op_code: unknown (0x0)"]),
        Vector("2A66", "11 01", ["op_code: unknown (0x11)", "parameter: 01"], wholePrefixes: [1]),
        Vector("2A66", "FF", ["op_code: unknown (0xff)"]),
    ]

    @Test("is decoded field by field", arguments: vectors)
    func decoded(vector: Vector) throws { try vector.check() }
}
