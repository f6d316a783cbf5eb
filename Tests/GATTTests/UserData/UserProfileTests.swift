import GATT
import Testing
import Vitals

@Suite("User Data: the person")
struct UserProfileTests {
    @Test(
        "Texts",
        arguments: [
            ("2A8A", "first_name"), ("2B48", "middle_name"), ("2A90", "last_name"), ("2A87", "email_address"), ("2AA2", "language"),
        ])
    func texts(uuid: String, name: String) throws {
        try Vector(uuid, "6465 (de)", ["\(name): de"], readings: [], wholePrefixes: [0, 1]).check()
        try Vector(uuid, "C3 A9 00 (é NUL)", ["\(name): é"], wholePrefixes: [0, 2]).check()
        try Vector(uuid, "", ["\(name): "]).check()
    }

    static let measurements = [
        Vector("2A80", "00", ["age: 0 a"], readings: ["age 0"]),
        Vector("2A80", "2A (42)", ["age: 42 a"], readings: ["age 42"]),
        Vector("2A80", "FF", ["age: 255 a"], readings: ["age 255"]),
        // Steps of 5 g.
        Vector("2A98", "B036 (14 000)", ["weight: 70.000 kg"], readings: ["body_weight 70"]),
        Vector("2A98", "0100", ["weight: 0.005 kg"], readings: ["body_weight 0.005"]),
        Vector("2A98", "FFFF", ["weight: 327.675 kg"], readings: ["body_weight 327.675"]),
        Vector("2A8E", "AF00 (175 cm)", ["height: 1.75 m"], readings: ["body_height 1.75"]),
        Vector("2A8E", "FFFF", ["height: 655.35 m"], readings: ["body_height 655.35"]),
        Vector("2B47", "5C44 (17 500)", ["high_resolution_height: 1.7500 m"], readings: ["body_height 1.75"]),
        Vector("2B47", "FFFF", ["high_resolution_height: 6.5535 m"], readings: ["body_height 6.5535"]),
        Vector("2A97", "5500 (85 cm)", ["waist_circumference: 0.85 m"], readings: ["waist_circumference 0.85"]),
        Vector("2A8F", "6400 (100 cm)", ["hip_circumference: 1.00 m"], readings: ["hip_circumference 1"]),
        Vector("2B49", "EE02 (750 mm)", ["stride_length: 0.750 m"], readings: []),
        Vector("2B49", "0100", ["stride_length: 0.001 m"]),
        Vector("2A96", "2D (45)", ["vo2_max: 45 mL/kg/min"], readings: ["vo2_max 45"]),
        Vector("2A96", "FF", ["vo2_max: 255 mL/kg/min"], readings: ["vo2_max 255"]),
        Vector("2A8D", "BE (190)", ["heart_rate_max: 190 /min"], readings: ["maximum_heart_rate 190"]),
        Vector("2A92", "32 (50)", ["resting_heart_rate: 50 /min"], readings: ["resting_heart_rate 50"]),
    ]

    @Test("Measurements give readings", arguments: measurements)
    func measured(vector: Vector) throws { try vector.check() }

    @Test(
        "Rates that somebody chose give none",
        arguments: [
            ("2A91", "maximum_recommended_heart_rate"), ("2A7F", "aerobic_threshold"), ("2A83", "anaerobic_threshold"),
            ("2A88", "fat_burn_heart_rate_lower_limit"), ("2A89", "fat_burn_heart_rate_upper_limit"),
            ("2A7E", "aerobic_heart_rate_lower_limit"), ("2A84", "aerobic_heart_rate_upper_limit"),
            ("2A81", "anaerobic_heart_rate_lower_limit"), ("2A82", "anaerobic_heart_rate_upper_limit"),
        ])
    func rates(uuid: String, name: String) throws {
        try Vector(uuid, "00", ["\(name): 0 /min"], readings: []).check()
        try Vector(uuid, "96", ["\(name): 150 /min"], readings: []).check()
        try Vector(uuid, "FF", ["\(name): 255 /min"], readings: []).check()
    }

    static let settings = [
        Vector(
            "2A8B", "5F 72 85 98",
            [
                "very_light_light_limit: 95 /min", "light_moderate_limit: 114 /min", "moderate_hard_limit: 133 /min",
                "hard_maximum_limit: 152 /min",
            ], readings: []),
        Vector(
            "2B4C", "72 85 FF", ["light_moderate_limit: 114 /min", "moderate_hard_limit: 133 /min", "hard_maximum_limit: 255 /min"],
            readings: []),
        Vector("2A94", "72 85", ["light_moderate_limit: 114 /min", "moderate_hard_limit: 133 /min"], readings: []),
        Vector("2A95", "78", ["fat_burn_fitness_limit: 120 /min"], readings: []),
        Vector("2A85", "BC07 02 1D", ["date_of_birth: 1980-02-29"], readings: []),
        Vector("2A85", "0000 00 00", ["date_of_birth: ????-??-??"]),
        Vector("2A85", "0000 0C 1F", ["date_of_birth: ????-12-31"]),
        Vector("2A86", "EA07 0B 00", ["date_of_threshold_assessment: 2026-11-??"], readings: []),
        Vector("2A86", "FFFF 0D 20 (no such date)", ["date_of_threshold_assessment: 65535-13-32"]),
        Vector("2A8C", "00", ["gender: male"], readings: []),
        Vector("2A8C", "01", ["gender: female"]),
        Vector("2A8C", "02", ["gender: unspecified"]),
        Vector("2A8C", "03", ["gender: unknown (0x3)"]),
        Vector("2B4A", "00", ["handedness: left handed"], readings: []),
        Vector("2B4A", "01", ["handedness: right handed"]),
        Vector("2B4A", "02", ["handedness: ambidextrous"]),
        Vector("2B4A", "03", ["handedness: unspecified"]),
        Vector("2B4A", "04", ["handedness: unknown (0x4)"]),
        Vector("2B4B", "02", ["device_wearing_position: 2"], readings: []),
        Vector("2B4B", "FF", ["device_wearing_position: 255"]),
        Vector("2B50", "D007", ["caloric_intake: 2000 kcal"], readings: []),
        Vector("2B4F", "0000", ["sedentary_interval_notification: not wanted"], readings: []),
        Vector("2B4F", "3C00", ["sedentary_interval_notification: 60 min"]),
        Vector("2B4F", "FFFF", ["sedentary_interval_notification: 65535 min"]),
        Vector("2B46", "", ["preferred_units: none"], readings: []),
        Vector("2B46", "B827 A227", ["preferred_units: pound, inch"], wholePrefixes: [0, 2]),
        Vector("2B46", "0227 (kg) 0000 FFFF", ["preferred_units: kilogram, 0x0, 0xffff"], wholePrefixes: [0, 2, 4]),
    ]

    @Test("Settings, dates and codes", arguments: settings)
    func setting(vector: Vector) throws { try vector.check() }

    @Test(
        "Sport types",
        arguments: [
            (0, "unspecified"), (1, "running (treadmill)"), (2, "cycling (ergometer)"), (3, "rowing (ergometer)"),
            (4, "cross training (elliptical)"), (5, "climbing"), (6, "skiing"), (7, "skating"), (8, "arm exercising"),
            (9, "lower body exercising"), (10, "upper body exercising"), (11, "whole body exercising"), (12, "unknown (0xc)"),
            (255, "unknown (0xff)"),
        ])
    func sportTypes(code: UInt8, name: String) throws {
        let characteristic = try #require(CharacteristicDescription(uuid: BluetoothUUID(short: 0x2A93)))
        #expect(try characteristic.decode([code]).fields.map(\.description) == ["sport_type: \(name)"])
    }

    static let goals = [
        Vector("2B4E", "00", [], readings: []),
        Vector("2B4E", "01 FFFF", ["total_energy_expenditure: 65535 kJ"], readings: []),
        Vector("2B4E", "02 102700", ["normal_walking_steps: 10000"]),
        Vector("2B4E", "04 E80300", ["intensity_steps: 1000"]),
        Vector("2B4E", "08 640000", ["floor_steps: 100"]),
        Vector("2B4E", "10 FFFFFF", ["distance: 16777215 m"]),
        Vector("2B4E", "20 100E00", ["duration_of_normal_walking: 3600 s"]),
        Vector("2B4E", "40 080700", ["duration_of_intensity_walking: 1800 s"]),
        Vector(
            "2B4E", "7F (all) 0100 020000 030000 040000 050000 060000 070000",
            [
                "total_energy_expenditure: 1 kJ", "normal_walking_steps: 2", "intensity_steps: 3", "floor_steps: 4", "distance: 5 m",
                "duration_of_normal_walking: 6 s", "duration_of_intensity_walking: 7 s",
            ], readings: []),
        Vector(
            "2B4E", "90 (distance, reserved) 010000 AA", ["distance: 1 m", "unknown: aa", "reserved_flags: unknown (0x80)"],
            wholePrefixes: [4]),
        Vector("2B4D", "00", ["field_selector: none"], readings: []),
        Vector("2B4D", "01 E803", ["threshold_as_energy_expenditure_per_hour: 1000 kJ/h"], readings: []),
        Vector("2B4D", "02 3C", ["threshold_as_metabolic_equivalent: 6.0 [MET]"]),
        Vector("2B4D", "03 4B", ["threshold_as_percentage_of_maximum_heart_rate: 75 %"]),
        Vector("2B4D", "04 96", ["threshold_as_heart_rate: 150 /min"], readings: []),
        Vector("2B4D", "05 (reserved) 0102", ["field_selector: unknown (0x5)", "threshold: 01 02"], wholePrefixes: [1, 2]),
    ]

    @Test("Activity Goal and High Intensity Exercise Threshold", arguments: goals)
    func goal(vector: Vector) throws { try vector.check() }

    @Test("All that belongs to a person waits for consent")
    func access() {
        for characteristic in CharacteristicDescription.all where characteristic.service == .userData {
            #expect(characteristic.access == (characteristic.uuid == .userIndex ? .read : .procedure), "\(characteristic.name)")
        }
    }
}
