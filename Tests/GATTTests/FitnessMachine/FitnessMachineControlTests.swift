import Testing

@Suite("Features, status and control of fitness machines")
struct FitnessMachineControlTests {
    private static func response(_ request: String, _ result: String, _ more: String...) -> [String] {
        ["op_code: response code", "request_op_code: \(request)", "result_code: \(result)"] + more
    }

    static let vectors = [
        Vector("2AD9", "00", ["op_code: request control"], readings: []),
        Vector("2AD9", "01", ["op_code: reset"]),
        Vector("2AD9", "02 E803", ["op_code: set target speed", "target_speed: 10.00 km/h"]),
        Vector("2AD9", "03 F1FF (-1.5)", ["op_code: set target inclination", "target_inclination: -1.5 %"]),
        Vector("2AD9", "04 C8 (20.0)", ["op_code: set target resistance level", "target_resistance_level: 20.0"]),
        Vector("2AD9", "04 F6FF (-1.0)", ["op_code: set target resistance level", "target_resistance_level: -1.0"], wholePrefixes: [2]),
        Vector("2AD9", "05 C800", ["op_code: set target power", "target_power: 200 W"]),
        Vector("2AD9", "06 8C", ["op_code: set target heart rate", "target_heart_rate: 140 /min"]),
        Vector("2AD9", "07", ["op_code: start or resume"]),
        Vector("2AD9", "08 01", ["op_code: stop or pause", "control_information: stop"]),
        Vector("2AD9", "08 02", ["op_code: stop or pause", "control_information: pause"]),
        Vector("2AD9", "08 00 (reserved)", ["op_code: stop or pause", "control_information: unknown (0x0)"]),
        Vector("2AD9", "09 F401", ["op_code: set targeted expended energy", "targeted_expended_energy: 500 kcal"]),
        Vector("2AD9", "0A 1027", ["op_code: set targeted number of steps", "targeted_number_of_steps: 10000"]),
        Vector("2AD9", "0B 8813", ["op_code: set targeted number of strides", "targeted_number_of_strides: 5000"]),
        Vector("2AD9", "0C FFFFFF", ["op_code: set targeted distance", "targeted_distance: 16777215 m"]),
        Vector("2AD9", "0D 100E", ["op_code: set targeted training time", "targeted_training_time: 3600 s"]),
        Vector(
            "2AD9", "0E 0100 0200",
            [
                "op_code: set targeted time in two heart rate zones", "targeted_time_in_fat_burn_zone: 1 s",
                "targeted_time_in_fitness_zone: 2 s",
            ]),
        Vector(
            "2AD9", "0F 0100 0200 0300",
            [
                "op_code: set targeted time in three heart rate zones", "targeted_time_in_light_zone: 1 s",
                "targeted_time_in_moderate_zone: 2 s", "targeted_time_in_hard_zone: 3 s",
            ]),
        Vector(
            "2AD9", "10 0100 0200 0300 0400 FFFF",
            [
                "op_code: set targeted time in five heart rate zones", "targeted_time_in_very_light_zone: 1 s",
                "targeted_time_in_light_zone: 2 s", "targeted_time_in_moderate_zone: 3 s", "targeted_time_in_hard_zone: 4 s",
                "targeted_time_in_maximum_zone: 65535 s",
            ]),
        Vector(
            "2AD9", "11 18FC (-1.000 m/s) 9001 (4.00 %) 28 (0.0040) 33 (0.51)",
            [
                "op_code: set indoor bike simulation parameters", "wind_speed: -1.000 m/s", "grade: 4.00 %",
                "coefficient_of_rolling_resistance: 0.0040", "wind_resistance_coefficient: 0.51 kg/m",
            ]),
        Vector("2AD9", "12 3A52 (21050)", ["op_code: set wheel circumference", "wheel_circumference: 2105.0 mm"]),
        Vector("2AD9", "13 01", ["op_code: spin down control", "control_parameter: start"]),
        Vector("2AD9", "13 02", ["op_code: spin down control", "control_parameter: ignore"]),
        Vector("2AD9", "13 03", ["op_code: spin down control", "control_parameter: unknown (0x3)"]),
        Vector("2AD9", "14 B300", ["op_code: set targeted cadence", "targeted_cadence: 89.5 /min"]),
        Vector("2AD9", "15", ["op_code: unknown (0x15)"]),
        Vector("2AD9", "81 0102", ["op_code: unknown (0x81)", "parameter: 01 02"], wholePrefixes: [1, 2]),
        Vector("2AD9", "80 00 01", response("request control", "success")),
        Vector("2AD9", "80 7F 02", response("unknown (0x7f)", "op code not supported")),
        Vector("2AD9", "80 02 03", response("set target speed", "invalid parameter")),
        Vector("2AD9", "80 07 04", response("start or resume", "operation failed")),
        Vector("2AD9", "80 05 05", response("set target power", "control not permitted")),
        Vector("2AD9", "80 05 06", response("set target power", "unknown (0x6)")),
        Vector(
            "2AD9", "80 13 01 2003 6009",
            response("spin down control", "success", "target_speed_low: 8.00 km/h", "target_speed_high: 24.00 km/h"), wholePrefixes: [3]),
        Vector("2AD9", "80 01 01 FF", response("reset", "success", "response_parameter: ff"), wholePrefixes: [3]),

        Vector("2ADA", "01", ["op_code: reset"], readings: []),
        Vector("2ADA", "02 01", ["op_code: fitness machine stopped or paused by the user", "control_information: stop"]),
        Vector("2ADA", "02 02", ["op_code: fitness machine stopped or paused by the user", "control_information: pause"]),
        Vector("2ADA", "03", ["op_code: fitness machine stopped by safety key"]),
        Vector("2ADA", "04", ["op_code: fitness machine started or resumed by the user"]),
        Vector("2ADA", "05 E803", ["op_code: target speed changed", "target_speed: 10.00 km/h"]),
        Vector("2ADA", "06 0F00", ["op_code: target incline changed", "target_inclination: 1.5 %"]),
        Vector("2ADA", "07 F6FF", ["op_code: target resistance level changed", "target_resistance_level: -1.0"], wholePrefixes: [2]),
        Vector("2ADA", "07 0A", ["op_code: target resistance level changed", "target_resistance_level: 1.0"]),
        Vector("2ADA", "08 9CFF", ["op_code: target power changed", "target_power: -100 W"]),
        Vector("2ADA", "09 FF", ["op_code: target heart rate changed", "target_heart_rate: 255 /min"]),
        Vector("2ADA", "0A 0100", ["op_code: targeted expended energy changed", "targeted_expended_energy: 1 kcal"]),
        Vector("2ADA", "0B 0200", ["op_code: targeted number of steps changed", "targeted_number_of_steps: 2"]),
        Vector("2ADA", "0C 0300", ["op_code: targeted number of strides changed", "targeted_number_of_strides: 3"]),
        Vector("2ADA", "0D 040000", ["op_code: targeted distance changed", "targeted_distance: 4 m"]),
        Vector("2ADA", "0E 0500", ["op_code: targeted training time changed", "targeted_training_time: 5 s"]),
        Vector(
            "2ADA", "0F 0100 0200",
            [
                "op_code: targeted time in two heart rate zones changed", "targeted_time_in_fat_burn_zone: 1 s",
                "targeted_time_in_fitness_zone: 2 s",
            ]),
        Vector(
            "2ADA", "10 0100 0200 0300",
            [
                "op_code: targeted time in three heart rate zones changed", "targeted_time_in_light_zone: 1 s",
                "targeted_time_in_moderate_zone: 2 s", "targeted_time_in_hard_zone: 3 s",
            ]),
        Vector(
            "2ADA", "11 0100 0200 0300 0400 0500",
            [
                "op_code: targeted time in five heart rate zones changed", "targeted_time_in_very_light_zone: 1 s",
                "targeted_time_in_light_zone: 2 s", "targeted_time_in_moderate_zone: 3 s", "targeted_time_in_hard_zone: 4 s",
                "targeted_time_in_maximum_zone: 5 s",
            ]),
        Vector(
            "2ADA", "12 0000 0000 FF FF",
            [
                "op_code: indoor bike simulation parameters changed", "wind_speed: 0.000 m/s", "grade: 0.00 %",
                "coefficient_of_rolling_resistance: 0.0255", "wind_resistance_coefficient: 2.55 kg/m",
            ]),
        Vector("2ADA", "13 3A52", ["op_code: wheel circumference changed", "wheel_circumference: 2105.0 mm"]),
        Vector("2ADA", "14 01", ["op_code: spin down status", "spin_down_status_value: spin down requested"]),
        Vector("2ADA", "14 02", ["op_code: spin down status", "spin_down_status_value: success"]),
        Vector("2ADA", "14 03", ["op_code: spin down status", "spin_down_status_value: error"]),
        Vector("2ADA", "14 04", ["op_code: spin down status", "spin_down_status_value: stop pedaling"]),
        Vector("2ADA", "14 05", ["op_code: spin down status", "spin_down_status_value: unknown (0x5)"]),
        Vector("2ADA", "15 B400", ["op_code: targeted cadence changed", "targeted_cadence: 90.0 /min"]),
        Vector("2ADA", "FF", ["op_code: control permission lost"]),
        Vector("2ADA", "00", ["op_code: unknown (0x0)"]),
        Vector("2ADA", "16 01", ["op_code: unknown (0x16)", "parameter: 01"], wholePrefixes: [1]),
    ]

    static let descriptive = [
        Vector("2ACC", "00000000 00000000", ["fitness_machine_features: none", "target_setting_features: none"], readings: []),
        Vector(
            "2ACC", "02400000 (bits 1 and 14) 0CE00000 (bits 2, 3, 13, 14, 15)",
            [
                "fitness_machine_features: cadence, power measurement",
                "target_setting_features: resistance target setting, power target setting, indoor bike simulation parameters, "
                    + "wheel circumference configuration, spin down control",
            ]),
        Vector(
            "2ACC", "FFFFFFFF FFFFFFFF",
            [
                "fitness_machine_features: average speed, cadence, total distance, inclination, elevation gain, pace, step count, "
                    + "resistance level, stride count, expended energy, heart rate measurement, metabolic equivalent, elapsed time, "
                    + "remaining time, power measurement, force on belt and power output, user data retention",
                "unknown_fitness_machine_features: unknown (0xfffe0000)",
                "target_setting_features: speed target setting, inclination target setting, resistance target setting, "
                    + "power target setting, heart rate target setting, targeted expended energy configuration, "
                    + "targeted step number configuration, targeted stride number configuration, targeted distance configuration, "
                    + "targeted training time configuration, targeted time in two heart rate zones configuration, "
                    + "targeted time in three heart rate zones configuration, targeted time in five heart rate zones configuration, "
                    + "indoor bike simulation parameters, wheel circumference configuration, spin down control, "
                    + "targeted cadence configuration",
                "unknown_target_setting_features: unknown (0xfffe0000)",
            ]),
        Vector("2AD3", "00 01", ["training_status: idle"], readings: ["training_status 1"]),
        Vector("2AD3", "00 00", ["training_status: other"], readings: ["training_status 0"]),
        Vector("2AD3", "00 09", ["training_status: speed outside of control region - low"]),
        Vector("2AD3", "00 0A", ["training_status: speed outside of control region - high"]),
        Vector("2AD3", "00 0B", ["training_status: cool down"]),
        Vector("2AD3", "00 0D", ["training_status: manual mode (quick start)"]),
        Vector("2AD3", "00 0F", ["training_status: post-workout"], readings: ["training_status 15"]),
        Vector("2AD3", "00 10 (reserved)", ["training_status: unknown (0x10)"], readings: []),
        Vector(
            "2AD3", "01 02 48696C6C (Hill)", ["training_status: warming up", "training_status_string: Hill"], wholePrefixes: [2, 3, 4, 5]),
        Vector("2AD3", "01 02 48C3A9 (Hé)", ["training_status: warming up", "training_status_string: Hé"], wholePrefixes: [2, 3]),
        Vector(
            "2AD3", "03 02 48C3 (extended: cut in é)",
            ["training_status: warming up", "training_status_string: H", "extended_string: true"], wholePrefixes: [2, 3]),
        Vector("2AD3", "02 02", ["training_status: warming up", "extended_string: true"]),
        Vector(
            "2AD3", "FC 03 AA", ["training_status: low intensity interval", "reserved_flags: unknown (0xfc)", "unknown: aa"],
            wholePrefixes: [2]),
        Vector(
            "2AD4", "3200 E803 0A00", ["minimum_speed: 0.50 km/h", "maximum_speed: 10.00 km/h", "minimum_increment: 0.10 km/h"],
            readings: []),
        Vector("2AD4", "0000 FFFF 0000", ["minimum_speed: 0.00 km/h", "maximum_speed: 655.35 km/h", "minimum_increment: 0.00 km/h"]),
        Vector(
            "2AD5", "E2FF 9600 0500", ["minimum_inclination: -3.0 %", "maximum_inclination: 15.0 %", "minimum_increment: 0.5 %"]),
        Vector(
            "2AD6", "0A00 E803 0A00",
            ["minimum_resistance_level: 1.0", "maximum_resistance_level: 100.0", "minimum_increment: 1.0"], wholePrefixes: [3]),
        Vector(
            "2AD6", "0080 FF7F FFFF",
            ["minimum_resistance_level: -3276.8", "maximum_resistance_level: 3276.7", "minimum_increment: 6553.5"], wholePrefixes: [3]),
        Vector(
            "2AD6", "00 FF 01 (octets of tens)",
            ["minimum_resistance_level: 0", "maximum_resistance_level: 2550", "minimum_increment: 10"]),
        Vector("2AD7", "3C DC 01", ["minimum_heart_rate: 60 /min", "maximum_heart_rate: 220 /min", "minimum_increment: 1 /min"]),
        Vector("2AD8", "9CFF A00F 0500", ["minimum_power: -100 W", "maximum_power: 4000 W", "minimum_increment: 5 W"]),
    ]

    @Test("are decoded field by field", arguments: vectors + descriptive)
    func decoded(vector: Vector) throws { try vector.check() }
}
