import GATT
import Testing

@Suite("IDD Command Control Point and IDD Command Data")
struct IDDCommandTests {
    private static func command(_ hex: String, _ name: String, _ fields: [String] = []) -> [Vector] {
        Vector.insulin("2B25", hex, ["op_code: \(name)"] + fields)
    }

    private static func data(_ hex: String, _ name: String, _ fields: [String]) -> [Vector] {
        Vector.insulin("2B26", hex, ["op_code: \(name)"] + fields)
    }

    private static let template = ["template_number: 1", "first_time_block_number_index: 4"]

    static let simple: [Vector] =
        command("660F", "set flight mode") + command("1111", "cancel tbr adjustment") + command("8811", "get available boluses")
        + command("EE11", "get template status and details") + command("4812", "get activated profile templates")
        + command("8412", "stop priming") + command("B712", "reset reservoir insulin operation time")
        + command("7D14", "get max bolus amount")
        + command("5A0F 55", "set therapy control state", ["therapy_control_state: run"])
        + command("690F 0900", "snooze annunciation", ["annunciation_instance_id: 9"])
        + command("960F 0900", "snooze annunciation response", ["annunciation_instance_id: 9"])
        + command("990F 0900", "confirm annunciation", ["annunciation_instance_id: 9"])
        + command("A50F FFFF", "confirm annunciation response", ["annunciation_instance_id: 65535"])
        + command("AA0F 01", "read basal rate profile template", ["template_number: 1"])
        + command("B812 01", "read isf profile template", ["template_number: 1"])
        + command("ED12 01", "read i2cho ratio profile template", ["template_number: 1"])
        + command("2814 01", "read target glucose range profile template", ["template_number: 1"])
        + command("1E11 01", "get tbr template", ["tbr_template_number: 1"])
        + command("4411 01", "set tbr template response", ["tbr_template_number: 1"])
        + command("7711 0100", "set bolus response", ["bolus_id: 1"]) + command("7811 0100", "cancel bolus", ["bolus_id: 1"])
        + command("8711 0100", "cancel bolus response", ["bolus_id: 1"])
        + command("BB11 05", "get bolus template", ["bolus_template_number: 5"])
        + command("E111 05", "set bolus template response", ["bolus_template_number: 5"])
        + command("7B12 64F0", "start priming", ["priming_amount: 10.0 [iU]"])
        + command("8B12 2C01", "set initial reservoir fill level", ["initial_reservoir_fill_level: 300 [iU]"])
        + command("8214 1900", "get max bolus amount response", ["max_bolus_amount: 25 [iU]"])
        + command("8D14 0108", "set max bolus amount", ["max_bolus_amount: reserved [iU]"])
        + command(
            "B411 07", "get available boluses response",
            ["available_boluses: fast bolus available, extended bolus available, multiwave bolus available"])
        + command("B411 00", "get available boluses response", ["available_boluses: none"])
        + command("1D12 00", "reset template status", ["number_of_templates: 0"])
        + command(
            "2112 02 01 05", "reset template status response", ["number_of_templates: 2", "template_number: 1", "template_number: 5"])
        + command("2E12 01 05", "activate profile templates", ["number_of_templates: 1", "template_number: 5"])
        + command("4712 01 05", "activate profile templates response", ["number_of_templates: 1", "template_number: 5"])
        + command("7412 01 FF", "get activated profile templates response", ["number_of_templates: 1", "template_number: 255"])

    static let layouts: [Vector] =
        command(
            "FF0F 00 3C 0FF0 3C00", "set tbr adjustment",
            ["flags: none", "tbr_type: relative", "tbr_adjustment_value: 1.5", "tbr_duration: 60 min"])
        + command(
            "FF0F 07 33 0FF0 3C00 04 3C", "set tbr adjustment",
            [
                "flags: change tbr", "tbr_type: absolute", "tbr_adjustment_value: 1.5 [iU]/h", "tbr_duration: 60 min",
                "tbr_template_number: 4", "tbr_delivery_context: remote control",
            ])
        + command(
            "2211 04 3C 0FF0 3C00", "get tbr template response",
            ["tbr_template_number: 4", "tbr_type: relative", "tbr_adjustment_value: 1.5", "tbr_duration: 60 min"])
        + command(
            "2D11 04 33 0FF0 3C00", "set tbr template",
            ["tbr_template_number: 4", "tbr_type: absolute", "tbr_adjustment_value: 1.5 [iU]/h", "tbr_duration: 60 min"])
        + command(
            "4B11 00 33 19F0 0000 0000", "set bolus",
            ["flags: none", "bolus_type: fast", "bolus_fast_amount: 2.5 [iU]", "bolus_extended_amount: 0 [iU]", "bolus_duration: 0 min"])
        + command(
            "4B11 17 55 19F0 1EF0 7800 1E00 05 3C", "set bolus",
            [
                "flags: bolus delivery reason meal", "bolus_type: multiwave", "bolus_fast_amount: 2.5 [iU]",
                "bolus_extended_amount: 3.0 [iU]", "bolus_duration: 120 min", "bolus_delay_time: 30 min", "bolus_template_number: 5",
                "bolus_activation_type: recommended bolus",
            ])
        + command(
            "D211 05 00 33 19F0 0000 0000", "get bolus template response",
            [
                "bolus_template_number: 5", "flags: none", "bolus_type: fast", "bolus_fast_amount: 2.5 [iU]",
                "bolus_extended_amount: 0 [iU]", "bolus_duration: 0 min",
            ])
        + command(
            "DD11 05 07 0F FF07 0008 FFFF FFFF", "set bolus template",
            [
                "bolus_template_number: 5", "flags: bolus delivery reason correction, bolus delivery reason meal",
                "bolus_type: undetermined", "bolus_fast_amount: NaN [iU]", "bolus_extended_amount: NRes [iU]", "bolus_duration: 65535 min",
                "bolus_delay_time: not applicable min",
            ])
        + command(
            "CC0F 01 01 04 3C00 0CF0", "write basal rate profile template",
            ["flags: end transaction"] + template + ["first_duration: 60 min", "first_rate: 1.2 [iU]/h"])
        + command(
            "CC0F 06 01 04 3C00 0CF0 3C00 0DF0 3C00 0EF0", "write basal rate profile template",
            ["flags: none"] + template + [
                "first_duration: 60 min", "first_rate: 1.2 [iU]/h", "second_duration: 60 min", "second_rate: 1.3 [iU]/h",
                "third_duration: 60 min", "third_rate: 1.4 [iU]/h",
            ])
        + command(
            "DE12 03 01 04 3C00 3200 3C00 2800", "write isf profile template",
            ["flags: end transaction"] + template + [
                "first_duration: 60 min", "first_isf: 50 mg/dL/[iU]", "second_duration: 60 min", "second_isf: 40 mg/dL/[iU]",
            ])
        + command(
            "1B14 00 01 04 3C00 0A00", "write i2cho ratio profile template",
            ["flags: none"] + template + ["first_duration: 60 min", "first_i2cho_ratio: 10 g/[iU]"])
        + command(
            "4E14 03 01 04 3C00 5000 B400 3C00 5A00 B400", "write target glucose range profile template",
            ["flags: end transaction"] + template + [
                "first_duration: 60 min", "first_lower_target_glucose_limit: 80 mg/dL", "first_upper_target_glucose_limit: 180 mg/dL",
                "second_duration: 60 min", "second_lower_target_glucose_limit: 90 mg/dL",
                "second_upper_target_glucose_limit: 180 mg/dL",
            ])
        + command("F00F 01 01 04", "write basal rate profile template response", ["flags: transaction completed"] + template)
        + command("E212 00 01 04", "write isf profile template response", ["flags: none"] + template)
        + command("2714 00 01 04", "write i2cho ratio profile template response", ["flags: none"] + template)
        + command("7214 01 01 04", "write target glucose range profile template response", ["flags: transaction completed"] + template)
        + [
            ("0F", "success"), ("70", "op code not supported"), ("71", "invalid operand"), ("72", "procedure not completed"),
            ("73", "parameter out of range"), ("74", "procedure not applicable"), ("75", "plausibility check failed"),
            ("76", "maximum bolus number reached"), ("77", "unknown (0x77)"),
        ].flatMap {
            command("550F 4B11 \($0.0)", "response code", ["request_op_code: set bolus", "response_code: \($0.1)"])
        }
        + [
            Vector("2B25", "0000 AA", ["op_code: unknown (0x0)", "operand: aa"], readings: [], wholePrefixes: [2]),
            // A reserved flag may stand for another block.
            Vector(
                "2B26", "4114 02 01 04 3C00 5000 B400 AA",
                [
                    "op_code: read target glucose range profile template response", "unknown_flags: unknown (0x2)", "template_number: 1",
                    "first_time_block_number_index: 4", "first_duration: 60 min", "first_lower_target_glucose_limit: 80 mg/dL",
                    "first_upper_target_glucose_limit: 180 mg/dL", "unknown: aa",
                ], wholePrefixes: [11]),
        ]

    static let answers: [Vector] =
        data(
            "C30F 00 01 04 3C00 0CF0", "read basal rate profile template response",
            template + ["first_duration: 60 min", "first_rate: 1.2 [iU]/h"])
        + data(
            "C30F 03 01 04 3C00 0CF0 3C00 0DF0 3C00 0EF0", "read basal rate profile template response",
            template + [
                "first_duration: 60 min", "first_rate: 1.2 [iU]/h", "second_duration: 60 min", "second_rate: 1.3 [iU]/h",
                "third_duration: 60 min", "third_rate: 1.4 [iU]/h",
            ])
        // The third block without the second.
        + data(
            "D112 02 01 04 3C00 3200 3C00 2800", "read isf profile template response",
            template + [
                "first_duration: 60 min", "first_isf: 50 mg/dL/[iU]", "third_duration: 60 min", "third_isf: 40 mg/dL/[iU]",
            ])
        + data(
            "1414 00 01 04 3C00 0A00", "read i2cho ratio profile template response",
            template + ["first_duration: 60 min", "first_i2cho_ratio: 10 g/[iU]"])
        + data(
            "4114 01 01 04 3C00 5000 B400 3C00 5A00 B400", "read target glucose range profile template response",
            template + [
                "first_duration: 60 min", "first_lower_target_glucose_limit: 80 mg/dL", "first_upper_target_glucose_limit: 180 mg/dL",
                "second_duration: 60 min", "second_lower_target_glucose_limit: 90 mg/dL",
                "second_upper_target_glucose_limit: 180 mg/dL",
            ])
        // Six templates from number 10: the lowest bits of an octet are the first.
        + data(
            "1212 33 0A 06 18 (24 blocks) 4B (3, 2, 0, 1) 0D (1, 3)", "get template status and details response",
            [
                "template_type: basal rate profile template", "starting_template_number: 10", "number_of_templates: 6",
                "max_number_of_supported_time_blocks: 24", "configurable_templates: 10, 13, 14, 15", "configured_templates: 10, 11, 15",
            ])
        + data(
            "1212 55 FF 00 00", "get template status and details response",
            [
                "template_type: bolus template", "starting_template_number: 255", "number_of_templates: 0",
                "max_number_of_supported_time_blocks: 0", "configurable_templates: none", "configured_templates: none",
            ])

    @Test("Commands of one operand", arguments: simple)
    func command(vector: Vector) throws { try vector.check() }

    @Test("Commands of several", arguments: layouts)
    func layout(vector: Vector) throws { try vector.check() }

    @Test("Data that answers", arguments: answers)
    func answer(vector: Vector) throws { try vector.check() }
}
