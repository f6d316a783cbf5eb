import GATT
import Testing
import Vitals

@Suite("IDD Status Reader Control Point and IDD Record Access Control Point")
struct IDDStatusReaderTests {
    private static func reader(_ hex: String, _ fields: [String], _ readings: [String] = []) -> [Vector] {
        Vector.insulin("2B24", hex, fields, readings: readings)
    }

    static let questions: [Vector] =
        reader("0C03 0300", ["op_code: reset status", "status_changed: therapy control state changed, operational state changed"])
        + reader("3003", ["op_code: get active bolus ids"])
        + reader("3F03 00", ["op_code: get active bolus ids response", "number_of_active_boluses: 0"])
        + reader(
            "3F03 02 0100 FFFF",
            ["op_code: get active bolus ids response", "number_of_active_boluses: 2", "bolus_id: 1", "bolus_id: 65535"])
        + reader("5603 0100 0F", ["op_code: get active bolus delivery", "bolus_id: 1", "bolus_value_selection: programmed"])
        + reader("5603 0100 33", ["op_code: get active bolus delivery", "bolus_id: 1", "bolus_value_selection: remaining"])
        + reader("5603 0100 3C", ["op_code: get active bolus delivery", "bolus_id: 1", "bolus_value_selection: delivered"])
        + reader(
            "5903 00 (flags) 0100 (id) 33 (fast) 19F0 (25 e-1) 0000 0000",
            [
                "op_code: get active bolus delivery response", "flags: none", "bolus_id: 1", "bolus_type: fast",
                "bolus_fast_amount: 2.5 [iU]", "bolus_extended_amount: 0 [iU]", "bolus_duration: 0 min",
            ])
        + reader(
            "5903 1F (flags) 0100 (id) 55 (multiwave) 19F0 (25 e-1) 1EF0 (30 e-1) 3C00 FFFF (delay) 05 (template) 5A (activation)",
            [
                "op_code: get active bolus delivery response", "flags: bolus delivery reason correction, bolus delivery reason meal",
                "bolus_id: 1", "bolus_type: multiwave", "bolus_fast_amount: 2.5 [iU]", "bolus_extended_amount: 3.0 [iU]",
                "bolus_duration: 60 min", "bolus_delay_time: not applicable min", "bolus_template_number: 5",
                "bolus_activation_type: commanded bolus",
            ])
        + reader("6503", ["op_code: get active basal rate delivery"])
        + reader(
            "6A03 00 (flags) 01 (template) 0CF0 (12 e-1)",
            [
                "op_code: get active basal rate delivery response", "active_basal_rate_profile_template_number: 1",
                "active_basal_rate_current_config_value: 1.2 [iU]/h",
            ], ["insulin_basal_rate 1.2"])
        + reader(
            "6A03 07 (flags) 01 (template) 0CF0 (12 e-1) 33 (absolute) 05F0 (5 e-1) 3C00 1E00 02 (template) 55 (context)",
            [
                "op_code: get active basal rate delivery response", "active_basal_rate_profile_template_number: 1",
                "active_basal_rate_current_config_value: 1.2 [iU]/h", "tbr_type: absolute", "tbr_adjustment_value: 0.5 [iU]/h",
                "tbr_duration_programmed: 60 min", "tbr_duration_remaining: 30 min", "tbr_template_number: 2",
                "basal_delivery_context: ap controller",
            ], ["insulin_basal_rate 0.5"])
        + reader(
            "6A03 01 (flags) 01 (template) 0200 (2) 3C (relative) 0FF0 (15 e-1) 3C00 1E00",
            [
                "op_code: get active basal rate delivery response", "active_basal_rate_profile_template_number: 1",
                "active_basal_rate_current_config_value: 2 [iU]/h", "tbr_type: relative", "tbr_adjustment_value: 1.5",
                "tbr_duration_programmed: 60 min", "tbr_duration_remaining: 30 min",
            ], ["insulin_basal_rate 3"])
        // Nobody knows what is delivered.
        + reader(
            "6A03 01 (flags) 01 (template) 0200 (2) 0F (undetermined) 0FF0 (15 e-1) 3C00 1E00",
            [
                "op_code: get active basal rate delivery response", "active_basal_rate_profile_template_number: 1",
                "active_basal_rate_current_config_value: 2 [iU]/h", "tbr_type: undetermined", "tbr_adjustment_value: 1.5",
                "tbr_duration_programmed: 60 min", "tbr_duration_remaining: 30 min",
            ])
        + reader(
            "6A03 04 (flags) 01 (template) 0008 (NRes) 0F (context)",
            [
                "op_code: get active basal rate delivery response", "active_basal_rate_profile_template_number: 1",
                "active_basal_rate_current_config_value: NRes [iU]/h", "basal_delivery_context: undetermined",
            ])
        + reader("9503", ["op_code: get total daily insulin status"])
        + reader(
            "9A03 7DF0 (125 e-1) CBF0 (203 e-1) 48F1 (328 e-1)",
            [
                "op_code: get total daily insulin status response", "total_daily_insulin_sum_of_bolus_delivered: 12.5 [iU]",
                "total_daily_insulin_sum_of_basal_delivered: 20.3 [iU]",
                "total_daily_insulin_sum_of_bolus_and_basal_delivered: 32.8 [iU]",
            ], ["insulin_bolus_daily 12.5", "insulin_basal_daily 20.3", "insulin_total_daily 32.8"])
        + reader(
            "9A03 FF07 FE07 0208",
            [
                "op_code: get total daily insulin status response", "total_daily_insulin_sum_of_bolus_delivered: NaN [iU]",
                "total_daily_insulin_sum_of_basal_delivered: +INFINITY [iU]",
                "total_daily_insulin_sum_of_bolus_and_basal_delivered: -INFINITY [iU]",
            ])
        + reader("A603 0F 0F", ["op_code: get counter", "counter_type: idd lifetime", "counter_value_selection: remaining"])
        + reader("A603 33 33", ["op_code: get counter", "counter_type: idd warranty time", "counter_value_selection: elapsed"])
        + reader(
            "A903 3C 0F C4FFFFFF",
            [
                "op_code: get counter response", "counter_type: idd loaner time", "counter_value_selection: remaining",
                "counter_value: -60 min",
            ])
        + reader(
            "A903 55 33 FFFFFF7F",
            [
                "op_code: get counter response", "counter_type: reservoir insulin operation time", "counter_value_selection: elapsed",
                "counter_value: 2147483647 min",
            ])
        + reader("C003", ["op_code: get delivered insulin"])
        + reader(
            "CF03 39300000 (12345) 7B0000FE (123 e-2)",
            ["op_code: get delivered insulin response", "bolus_amount_delivered: 12345 [iU]", "basal_amount_delivered: 1.23 [iU]"],
            ["insulin_bolus_delivered 12345", "insulin_basal_delivered 1.23"])
        + reader(
            "CF03 FFFF7F00 (NaN) 00008000 (NRes)",
            ["op_code: get delivered insulin response", "bolus_amount_delivered: NaN [iU]", "basal_amount_delivered: NRes [iU]"])
        + reader("F303", ["op_code: get insulin on board"])
        + reader(
            "FC03 00 (flags) 2AF0 (42 e-1)", ["op_code: get insulin on board response", "insulin_on_board: 4.2 [iU]"],
            ["insulin_on_board 4.2"])
        + reader(
            "FC03 01 (flags) 2AF0 (42 e-1) B400",
            ["op_code: get insulin on board response", "insulin_on_board: 4.2 [iU]", "remaining_duration: 180 min"],
            ["insulin_on_board 4.2"])
        + [
            ("0F", "success"), ("70", "op code not supported"), ("71", "invalid operand"), ("72", "procedure not completed"),
            ("73", "parameter out of range"), ("74", "procedure not applicable"), ("01", "unknown (0x1)"),
        ].flatMap {
            reader("0303 3003 \($0.0)", ["op_code: response code", "request_op_code: get active bolus ids", "response_code: \($0.1)"])
        }
        + [
            Vector("2B24", "FFFF 0102", ["op_code: unknown (0xffff)", "operand: 01 02"], readings: [], wholePrefixes: [2, 3]),
            // A reserved flag, and what it may stand for.
            Vector(
                "2B24", "FC03 02 2AF0 AA",
                [
                    "op_code: get insulin on board response", "unknown_flags: unknown (0x2)", "insulin_on_board: 4.2 [iU]", "unknown: aa",
                ], readings: ["insulin_on_board 4.2"], wholePrefixes: [5]),
        ]

    private static func access(_ hex: String, _ fields: [String]) -> [Vector] {
        let length = Vector.bytes(hex).count
        return [
            Vector("2B27", hex, fields, readings: []),
            Vector("2B27", protected(hex + " 2A (counter)"), fields + ["e2e_counter: 42"], wholePrefixes: [length]),
        ]
    }

    private static func filtered(_ code: String, _ name: String) -> [Vector] {
        let operation = "op_code: \(name)"
        var vectors: [Vector] = [("33", "all records"), ("66", "first record"), ("69", "last record")].map {
            Vector("2B27", "\(code) \($0.0)", [operation, "operator: \($0.1)"], readings: [])
        }
        vectors += access(
            "\(code) 3C 0F 0A000000",
            [operation, "operator: less than or equal to", "filter_type: sequence number", "maximum_filter_value: 10"])
        vectors += access(
            "\(code) 55 33 FFFFFFFF",
            [
                operation, "operator: greater than or equal to", "filter_type: sequence number filtered by reference time event",
                "minimum_filter_value: 4294967295",
            ])
        vectors += access(
            "\(code) 5A 3C 01000000 0A000000",
            [
                operation, "operator: within range of (inclusive)",
                "filter_type: sequence number filtered by non-reference time event", "minimum_filter_value: 1",
                "maximum_filter_value: 10",
            ])
        return vectors
    }

    static let records: [Vector] =
        filtered("33", "report stored records") + filtered("3C", "delete stored records")
        + filtered("5A", "report number of stored records")
        + [
            Vector(
                "2B27", "33 69 33",
                [
                    "op_code: report stored records", "operator: last record",
                    "filter_type: sequence number filtered by reference time event",
                ],
                wholePrefixes: [2]),
            Vector(
                "2B27", protected("33 69 33 2A"),
                [
                    "op_code: report stored records", "operator: last record",
                    "filter_type: sequence number filtered by reference time event", "e2e_counter: 42",
                ], wholePrefixes: [2, 3]),
            Vector(
                "2B27", protected("33 33 2A"), ["op_code: report stored records", "operator: all records", "e2e_counter: 42"],
                wholePrefixes: [2, 3]),
        ]
        + access("55 0F", ["op_code: abort operation", "operator: null"])
        + access("66 0F E8030000", ["op_code: number of stored records response", "operator: null", "number_of_records: 1000"])
        + [
            ("F0", "success"), ("02", "op code not supported"), ("03", "invalid operator"), ("04", "operator not supported"),
            ("05", "invalid operand"), ("06", "no records found"), ("07", "abort unsuccessful"), ("08", "procedure not completed"),
            ("09", "operand not supported"), ("0A", "procedure not applicable"), ("01", "unknown (0x1)"),
        ].flatMap {
            access(
                "0F 0F 33 \($0.0)",
                ["op_code: response code", "operator: null", "request_op_code: report stored records", "response_code: \($0.1)"])
        }
        + [
            Vector("2B27", "01 33 AA", ["op_code: unknown (0x1)", "operator: all records", "operand: aa"], wholePrefixes: [2]),
            Vector("2B27", "33 00", ["op_code: report stored records", "operator: unknown (0x0)", "operand: none"]),
        ]

    @Test("Questions and answers are decoded op code by op code", arguments: questions)
    func question(vector: Vector) throws { try vector.check() }

    @Test("Record access is decoded op code by op code", arguments: records)
    func record(vector: Vector) throws { try vector.check() }
}
