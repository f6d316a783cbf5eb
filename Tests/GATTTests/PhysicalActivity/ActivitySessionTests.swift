import GATT
import Testing

@Suite("Physical Activity Monitor: features, control point, sessions")
struct ActivitySessionTests {
    @Test(
        "are decoded field by field",
        arguments: [
            Vector("2B3B", "0000000000000000", ["features: none"], readings: []),
            Vector("2B3B", "0100000000000000", ["features: multiple_users"]),
            Vector("2B3B", "0000000001004000 (bits 32, 54)", ["features: heart_rate, sleeping_heart_rate"]),
            Vector(
                "2B3B", "0000000400000080 (bits 26, 63)",
                [
                    "features: time_in_heart_rate_zone_1", "unknown_features: unknown (0x8000000000000000)",
                ]),
            Vector("2B43", "01", ["op_code: enquire sessions", "parameter: none"], readings: []),
            Vector("2B43", "02 0100", ["op_code: enquire sub-sessions", "parameter: 01 00"], wholePrefixes: [1, 2]),
            Vector("2B43", "03", ["op_code: get ended session data", "parameter: none"]),
            Vector("2B43", "04", ["op_code: start session or sub-session", "parameter: none"]),
            Vector("2B43", "05", ["op_code: stop session", "parameter: none"]),
            Vector("2B43", "06", ["op_code: delete ended session", "parameter: none"]),
            Vector("2B43", "07 05", ["op_code: set average activity type", "parameter: 05"], wholePrefixes: [1]),
            Vector("2B43", "FA", ["op_code: get ended session data: success", "parameter: none"]),
            Vector("2B43", "FB", ["op_code: enquire sub-sessions: success", "parameter: none"]),
            Vector("2B43", "FC 0200", ["op_code: enquire sessions: success", "parameter: 02 00"], wholePrefixes: [1, 2]),
            Vector("2B43", "FD", ["op_code: get ended session data: error", "parameter: none"]),
            Vector("2B43", "FE", ["op_code: enquire sub-sessions: error", "parameter: none"]),
            Vector("2B43", "FF 80", ["op_code: enquire sessions: error", "parameter: 80"], wholePrefixes: [1]),
            Vector("2B43", "08", ["op_code: unknown (0x8)", "parameter: none"]),
            Vector("2B44", "01 0200", ["flags: running", "session_id: 2", "details: none"], readings: []),
            Vector(
                "2B44", "00 FFFF 0102", ["flags: none", "session_id: 65535", "details: 01 02"], wholePrefixes: [3, 4]),
            Vector(
                "2B44", "01 0200 00000001 FFFF (-1) 0300 00000002 3C00 0500",
                [
                    "flags: running", "session_id: 2", "session_start_base_time: 16777216", "session_start_time_offset: -1",
                    "sub_session_id: 3", "sub_session_start_base_time: 33554432", "sub_session_start_time_offset: 60",
                    "predominant_activity_type: 5",
                ], wholePrefixes: Set(3..<19)),
            Vector(
                "2B45", "FF 0200",
                ["flags: describes_session, running, deleted", "unknown_flags: unknown (0xf8)", "session_id: 2", "details: none"]),
            Vector(
                "2B45", "01 0200 01000000 0100 FFFFFFFF 0080 0300 03000000 0300 04000000 0400",
                [
                    "flags: describes_session", "session_id: 2", "session_start_base_time: 1", "session_start_time_offset: 1",
                    "session_end_base_time: 4294967295", "session_end_time_offset: -32768", "sub_session_id: 3",
                    "sub_session_start_base_time: 3", "sub_session_start_time_offset: 3", "sub_session_end_base_time: 4",
                    "sub_session_end_time_offset: 4",
                ], wholePrefixes: Set(3..<29)),
        ])
    func decoded(vector: Vector) throws { try vector.check() }
}
