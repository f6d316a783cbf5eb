import GATT
import Testing

@Suite("Record Access Control Point")
struct RecordAccessControlPointTests {
    static let requests = [
        Vector("2a52", "01 (report) 01 (all)", ["op_code: report stored records", "operator: all records"], readings: []),
        Vector("2a52", "01 05", ["op_code: report stored records", "operator: first record"]),
        Vector("2a52", "01 06", ["op_code: report stored records", "operator: last record"]),
        Vector("2a52", "01 00", ["op_code: report stored records", "operator: null"]),
        Vector(
            "2a52", "01 02 (at most) 01 (filter) FFFF",
            [
                "op_code: report stored records", "operator: less than or equal to", "filter_type: sequence number or time offset",
                "maximum: 65535",
            ]),
        Vector(
            "2a52", "01 03 (at least) 01 (filter) 0B00 (11)",
            [
                "op_code: report stored records", "operator: greater than or equal to", "filter_type: sequence number or time offset",
                "minimum: 11",
            ]),
        Vector(
            "2a52", "01 03 01 78563412 (32 bits)",
            [
                "op_code: report stored records", "operator: greater than or equal to", "filter_type: sequence number or time offset",
                "minimum: 305419896",
            ], wholePrefixes: [5]),
        Vector(
            "2a52", "04 04 (within) 01 0100 0A00",
            [
                "op_code: report number of stored records", "operator: within range of (inclusive)",
                "filter_type: sequence number or time offset", "minimum: 1", "maximum: 10",
            ]),
        Vector(
            "2a52", "04 04 01 01000000 FFFFFFFF",
            [
                "op_code: report number of stored records", "operator: within range of (inclusive)",
                "filter_type: sequence number or time offset", "minimum: 1", "maximum: 4294967295",
            ], wholePrefixes: [7]),
        Vector(
            "2a52", "01 03 02 (time) EA07 0B 17 07 2D 00",
            [
                "op_code: report stored records", "operator: greater than or equal to", "filter_type: user facing time",
                "minimum: 2026-11-23T07:45:00",
            ]),
        Vector(
            "2a52", "01 04 02 0000 00 00 00 00 00 (unknown) EA07 0B 17 07 2D 3B",
            [
                "op_code: report stored records", "operator: within range of (inclusive)", "filter_type: user facing time",
                "minimum: ????-??-??T00:00:00", "maximum: 2026-11-23T07:45:59",
            ]),
        Vector("2a52", "02 01", ["op_code: delete stored records", "operator: all records"]),
        Vector("2a52", "03 00", ["op_code: abort operation", "operator: null"]),
        Vector("2a52", "07 01", ["op_code: combined report", "operator: all records"]),
    ]

    static let responses = [
        Vector(
            "2a52", "05 00 3200", ["op_code: number of stored records response", "operator: null", "number_of_records: 50"]),
        Vector(
            "2a52", "05 00 FFFFFFFF",
            ["op_code: number of stored records response", "operator: null", "number_of_records: 4294967295"], wholePrefixes: [4]),
        Vector("2a52", "08 00 0000", ["op_code: combined report response", "operator: null", "number_of_records: 0"]),
    ]

    static let reserved = [
        Vector("2a52", "00 00", ["op_code: unknown (0x0)", "operator: null"]),
        Vector("2a52", "FF FF 01 02", ["op_code: unknown (0xff)", "operator: unknown (0xff)", "operand: 01 02"], wholePrefixes: [2, 3]),
        Vector(
            "2a52", "01 07 01 0000", ["op_code: report stored records", "operator: unknown (0x7)", "operand: 01 00 00"],
            wholePrefixes: [2, 3, 4]),
        Vector(
            "2a52", "01 03 03 (reserved filter) 0102",
            ["op_code: report stored records", "operator: greater than or equal to", "operand: 03 01 02"], wholePrefixes: [3, 4]),
    ]

    @Test("is decoded field by field", arguments: requests + responses + reserved)
    func decoded(vector: Vector) throws { try vector.check() }

    @Test(
        "names every response code",
        arguments: [
            (0x01, "success"), (0x02, "op code not supported"), (0x03, "invalid operator"), (0x04, "operator not supported"),
            (0x05, "invalid operand"), (0x06, "no records found"), (0x07, "abort unsuccessful"), (0x08, "procedure not completed"),
            (0x09, "operand not supported"), (0x0A, "server busy"), (0x00, "unknown (0x0)"), (0x0B, "unknown (0xb)"),
        ] as [(UInt8, String)])
    func responseCodes(code: UInt8, text: String) throws {
        try Vector(
            "2a52", "06 00 01 \(code < 16 ? "0" : "")\(String(code, radix: 16))",
            [
                "op_code: response code", "operator: null", "request_op_code: report stored records", "response_code_value: \(text)",
            ]
        ).check()
    }

    @Test(
        "refuses bytes after the operand, and says where",
        arguments: [
            ("01 01 00", DecodingError.trailing(at: 2, has: 1)), ("03 00 00", .trailing(at: 2, has: 1)),
            ("06 00 01 01 00", .trailing(at: 4, has: 1)), ("05 00 00000000 00", .trailing(at: 6, has: 1)),
            ("01 03 01 0000 00", .truncated(at: 3, needs: 4, has: 3)), ("01 03", .truncated(at: 2, needs: 1, has: 0)),
            ("01 03 01 00000000 00", .trailing(at: 7, has: 1)), ("01 03 02 EA070B17072D00 00", .trailing(at: 10, has: 1)),
        ])
    func refused(hex: String, error: DecodingError) throws {
        let bytes = Vector.bytes(hex)
        #expect(throws: error) { try RecordAccessControlPoint(decoding: bytes.span) }
    }

    static let morning = DeviceDateTime(year: 2026, month: 11, day: 23, hour: 7, minute: 45, second: 0)
    static let noon = DeviceDateTime(year: 2026, month: 11, day: 23, hour: 12, minute: 0, second: 1)

    @Test(
        "Requests are encoded as the specification says",
        arguments: [
            (.reportNumberOfStoredRecords(.all), "04 01"), (.reportNumberOfStoredRecords(.atLeast(0x0102)), "04 03 01 0201"),
            (.reportStoredRecords(.all), "01 01"), (.reportStoredRecords(.atLeast(65_535)), "01 03 01 FFFF"),
            (.reportStoredRecords(.within(1...256)), "01 04 01 0100 0001"), (.reportStoredRecords(.first), "01 05"),
            (.reportStoredRecords(.last), "01 06"), (.reportStoredRecords(.since(morning)), "01 03 02 EA07 0B 17 07 2D 00"),
            (.reportStoredRecords(.between(morning, noon)), "01 04 02 EA070B17072D00 EA070B170C0001"), (.abort, "03 00"),
        ] as [(RecordAccessRequest, String)])
    func encoded(request: RecordAccessRequest, hex: String) throws {
        #expect(request.bytes == Vector.bytes(hex))
        let bytes = request.bytes
        _ = try RecordAccessControlPoint(decoding: bytes.span)
        #expect(bytes.first != 0x02, "deletion")
    }
}
