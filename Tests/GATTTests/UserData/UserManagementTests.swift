import GATT
import Testing

@Suite("User Data: who may see what")
struct UserManagementTests {
    static let vectors = [
        Vector("2A99", "00000000", ["database_change_increment: 0"], readings: []),
        Vector("2A99", "FFFFFFFF", ["database_change_increment: 4294967295"]),
        Vector("2A9A", "00", ["user_index: 0"], readings: []),
        Vector("2A9A", "FE", ["user_index: 254"]),
        Vector("2A9A", "FF", ["user_index: unknown user"]),
        Vector(
            "2B37", "03 (only segment) 01 (name) 02 (index) 4A6F (Jo)",
            [
                "segmentation_header: first segment, last segment", "rolling_segment_number: 0",
                "registered_user_flags: registered user name present", "registered_user_index: 2", "registered_user_name: Jo",
            ], readings: [], wholePrefixes: [3, 4]),
        Vector(
            "2B37", "03 00 (no name) FF",
            [
                "segmentation_header: first segment, last segment", "rolling_segment_number: 0", "registered_user_flags: none",
                "registered_user_index: 255",
            ]),
        // The last octet begins a character that the next segment ends.
        Vector(
            "2B37", "01 (first) 03 (name, truncated) 01 4A C3",
            [
                "segmentation_header: first segment", "rolling_segment_number: 0",
                "registered_user_flags: registered user name present, user name truncated", "registered_user_index: 1",
                "registered_user_data: 4a c3",
            ], wholePrefixes: [3, 4]),
        Vector(
            "2B37", "04 (middle, number 1) A9 6C",
            ["segmentation_header: none", "rolling_segment_number: 1", "registered_user_data: a9 6c"], wholePrefixes: [1, 2]),
        Vector(
            "2B37", "FE (last, number 63) 6C",
            ["segmentation_header: last segment", "rolling_segment_number: 63", "registered_user_data: 6c"], wholePrefixes: [1]),
        Vector(
            "2B37", "03 FC (reserved) 01 AA",
            [
                "segmentation_header: first segment, last segment", "rolling_segment_number: 0", "registered_user_flags: none",
                "unknown_registered_user_flags: unknown (0xfc)", "registered_user_index: 1", "registered_user_data: aa",
            ], wholePrefixes: [3]),
        Vector("2A9F", "01 D204 (1234)", ["op_code: register new user", "consent_code: 1234"], readings: []),
        Vector("2A9F", "01 0F27 (9999)", ["op_code: register new user", "consent_code: 9999"]),
        Vector("2A9F", "02 01 0000", ["op_code: consent", "user_index: 1", "consent_code: 0"]),
        Vector("2A9F", "03", ["op_code: delete user data"]),
        Vector("2A9F", "04", ["op_code: list all users"]),
        Vector("2A9F", "05 07", ["op_code: delete user", "user_index: 7"]),
        Vector("2A9F", "05 FF", ["op_code: delete user", "user_index: all users"]),
        Vector(
            "2A9F", "20 01 01 02", ["op_code: response", "request_op_code: register new user", "response_value: success", "user_index: 2"]),
        Vector("2A9F", "20 02 01", ["op_code: response", "request_op_code: consent", "response_value: success"]),
        Vector("2A9F", "20 03 01", ["op_code: response", "request_op_code: delete user data", "response_value: success"]),
        Vector(
            "2A9F", "20 04 01 03",
            ["op_code: response", "request_op_code: list all users", "response_value: success", "number_of_users: 3"]),
        Vector("2A9F", "20 05 01", ["op_code: response", "request_op_code: delete user", "response_value: success"]),
        Vector(
            "2A9F", "20 05 01 07", ["op_code: response", "request_op_code: delete user", "response_value: success", "user_index: 7"],
            wholePrefixes: [3]),
        Vector("2A9F", "20 06 02", ["op_code: response", "request_op_code: unknown (0x6)", "response_value: op code not supported"]),
        Vector("2A9F", "20 01 03", ["op_code: response", "request_op_code: register new user", "response_value: invalid parameter"]),
        Vector("2A9F", "20 01 04", ["op_code: response", "request_op_code: register new user", "response_value: operation failed"]),
        Vector("2A9F", "20 02 05", ["op_code: response", "request_op_code: consent", "response_value: user not authorized"]),
        Vector(
            "2A9F", "20 20 06 AA (after a reserved code)",
            ["op_code: response", "request_op_code: response", "response_value: unknown (0x6)", "response_parameter: aa"],
            wholePrefixes: [3]),
        Vector("2A9F", "00", ["op_code: unknown (0x0)", "parameter: none"]),
        Vector("2A9F", "06 0102", ["op_code: unknown (0x6)", "parameter: 01 02"], wholePrefixes: [1, 2]),
    ]

    @Test("Values", arguments: vectors)
    func values(vector: Vector) throws { try vector.check() }

    @Test("What a request or response cannot hold is refused")
    func refused() {
        func decode(_ hex: String) throws { _ = try UserControlPoint(decoding: Vector.bytes(hex).span) }
        #expect(throws: DecodingError.outOfRange(at: 1, value: 10_000, allowed: 0...9999)) { try decode("01 1027") }
        #expect(throws: DecodingError.outOfRange(at: 2, value: 65_535, allowed: 0...9999)) { try decode("02 01 FFFF") }
        #expect(throws: DecodingError.trailing(at: 1, has: 1)) { try decode("03 00") }
        #expect(throws: DecodingError.truncated(at: 3, needs: 1, has: 0)) { try decode("20 01 01") }
        #expect(throws: DecodingError.trailing(at: 3, has: 1)) { try decode("20 02 01 00") }
        #expect(throws: DecodingError.trailing(at: 3, has: 2)) { try decode("20 05 01 0000") }
        #expect(throws: DecodingError.trailing(at: 3, has: 1)) { _ = try RegisteredUser(decoding: Vector.bytes("03 00 01 41").span) }
        #expect(throws: DecodingError.notUTF8(at: 3)) { _ = try RegisteredUser(decoding: Vector.bytes("03 01 01 C3").span) }
    }

    @Test("Requests are written octet by octet, and read back as they were")
    func requests() throws {
        let code = try #require(ConsentCode(1234))
        #expect(ConsentCode(10_000) == nil)
        let requests: [(UserControlPoint, String)] = [
            (.registerNewUser(code), "01 D204"), (.consent(index: 3, code), "02 03 D204"), (.deleteUserData, "03"), (.listAllUsers, "04"),
            (.deleteUser(index: 2), "05 02"), (.deleteUser(index: UserControlPoint.allUsers), "05 FF"),
            (.response(request: 1, result: UserControlPoint.success, .userIndex(2)), "20 01 01 02"),
            (.response(request: 4, result: 1, .numberOfUsers(2)), "20 04 01 02"), (.response(request: 2, result: 5, nil), "20 02 05"),
            (.response(request: 9, result: 9, .unknown([1])), "20 09 09 01"), (.reserved(operation: 0x40, [1, 2]), "40 01 02"),
        ]
        for (request, hex) in requests {
            #expect(request.encoded == Vector.bytes(hex))
            #expect(try UserControlPoint(decoding: request.encoded.span) == request)
        }
        #expect(DatabaseChangeIncrement.encoded(0x0102_0304) == [4, 3, 2, 1])
    }
}
