// Vectors of the Glucose Measurement, built from the tables of the GATT Specification Supplement.

import Testing

extension GlucoseMeasurementTests {
    /// 2026-11-23T07:45:30
    private static let base = "EA07 (year) 0B (month) 17 (day) 07 (hour) 2D (minute) 1E (second)"
    private static let time = "base_time: 2026-11-23T07:45:30"

    private static func concentration(_ hex: String, _ text: String, _ readings: [String]) -> Vector {
        Vector(
            "2A18", "02 (flags) 0100 (sequence number) \(base) \(hex) (concentration) 11 (type, location)",
            ["sequence_number: 1", time, "glucose_concentration: \(text)", "type: capillary whole blood", "sample_location: finger"],
            readings: readings)
    }

    private static func sample(_ octet: String, _ type: String, _ location: String, _ metric: String) -> Vector {
        Vector(
            "2A18", "02 (flags) 0100 (sequence number) \(base) 64B0 (100 e-5) \(octet) (type, location)",
            ["sequence_number: 1", time, "glucose_concentration: 0.00100 kg/L", "type: \(type)", "sample_location: \(location)"],
            readings: ["\(metric) 100"])
    }

    private static func status(_ hex: String, _ fields: [String]) -> Vector {
        Vector(
            "2A18", "08 (flags) 0100 (sequence number) \(base) \(hex) (sensor status)", ["sequence_number: 1", time] + fields, readings: [])
    }

    static let vectors: [Vector] =
        [
            Vector("2A18", "00 (flags) 0100 (sequence number) \(base)", ["sequence_number: 1", time], readings: []),
            Vector(
                "2A18", "01 (flags) FFFF (sequence number) \(base) F6FF (time offset)",
                ["sequence_number: 65535", time, "time_offset: -10 min"], readings: []),
            Vector(
                "2A18", "01 (flags) 0100 (sequence number) \(base) FF7F (time offset)",
                ["sequence_number: 1", time, "time_offset: overrun min"], readings: []),
            Vector(
                "2A18", "01 (flags) 0100 (sequence number) \(base) 0080 (time offset)",
                ["sequence_number: 1", time, "time_offset: underrun min"], readings: []),
            Vector(
                "2A18", "06 (flags) 0100 (sequence number) \(base) 37C0 (55 e-4) 22 (type, location)",
                [
                    "sequence_number: 1", time, "glucose_concentration: 0.0055 mol/L", "type: capillary plasma",
                    "sample_location: alternate site test",
                ], readings: ["blood_glucose 99.0858"]),
            // The unit alone, without a concentration, says nothing.
            Vector("2A18", "04 (flags) 0100 (sequence number) \(base)", ["sequence_number: 1", time], readings: []),
            Vector(
                "2A18", "10 (flags) 0100 (sequence number) \(base)", ["sequence_number: 1", time, "context_information: follows"],
                readings: []),
            Vector(
                "2A18",
                "1F (flags) 0200 (sequence number) \(base) 3C00 (time offset) 37C0 (55 e-4) F8 (type, location) 0000 (sensor status)",
                [
                    "sequence_number: 2", time, "time_offset: 60 min", "glucose_concentration: 0.0055 mol/L",
                    "type: undetermined plasma", "sample_location: sample location value not available",
                    "sensor_status_annunciation: none", "context_information: follows",
                ], readings: ["blood_glucose 99.0858"]),
            Vector(
                "2A18", "00 (flags) 0100 (sequence number) 0000 (year) 00 (month) 00 (day) 07 (hour) 2D (minute) 1E (second)",
                ["sequence_number: 1", "base_time: ????-??-??T07:45:30"], readings: []),
            Vector(
                "2A18", "00 (flags) 0100 (sequence number) EA07 (year) 0D (month) 20 (day) 18 (hour) 3C (minute) 3D (second)",
                ["sequence_number: 1", "base_time: 2026-13-32T24:60:61"], readings: []),
            Vector(
                "2A18", "E0 (flags) 0100 (sequence number) \(base) AABB (of reserved flags)",
                ["sequence_number: 1", time, "reserved_flags: unknown (0xe0)", "unknown: aa bb"], readings: [], wholePrefixes: [10, 11]),
            Vector(
                "2A18", "20 (flags) 0100 (sequence number) \(base)", ["sequence_number: 1", time, "reserved_flags: unknown (0x20)"],
                readings: []),
        ] + [
            concentration("64B0", "0.00100 kg/L", ["blood_glucose 100"]),
            concentration("0000", "0 kg/L", ["blood_glucose 0"]),
            concentration("FFBF", "-0.00001 kg/L", ["blood_glucose -1"]),
            concentration("FD77", "2045e7 kg/L", ["blood_glucose 2045000000000000"]),
            // Exponent -8, mantissa -2045.
            concentration("0388", "-0.00002045 kg/L", ["blood_glucose -2.045"]),
            concentration("FF07", "NaN kg/L", []),
            concentration("0008", "NRes kg/L", []),
            concentration("FE07", "+INFINITY kg/L", []),
            concentration("0208", "-INFINITY kg/L", []),
            concentration("0108", "reserved kg/L", []),
        ] + [
            sample("13", "venous whole blood", "finger", "blood_glucose"),
            sample("14", "venous plasma", "finger", "blood_glucose"),
            sample("35", "arterial whole blood", "earlobe", "blood_glucose"),
            sample("36", "arterial plasma", "earlobe", "blood_glucose"),
            sample("F7", "undetermined whole blood", "sample location value not available", "blood_glucose"),
            sample("29", "interstitial fluid", "alternate site test", "interstitial_glucose"),
            sample("4A", "control solution", "control solution", "control_solution_glucose"),
            sample("1A", "control solution", "finger", "control_solution_glucose"),
            sample("41", "capillary whole blood", "control solution", "control_solution_glucose"),
            sample("00", "unknown (0x0)", "unknown (0x0)", "blood_glucose"),
            sample("5B", "unknown (0xb)", "unknown (0x5)", "blood_glucose"),
            sample("EF", "unknown (0xf)", "unknown (0xe)", "blood_glucose"),
        ] + [
            status("0000", ["sensor_status_annunciation: none"]),
            status("0100", ["sensor_status_annunciation: device battery low"]),
            status("0200", ["sensor_status_annunciation: sensor malfunction or faulting"]),
            status("0400", ["sensor_status_annunciation: sample size insufficient"]),
            status("0800", ["sensor_status_annunciation: strip insertion error"]),
            status("1000", ["sensor_status_annunciation: strip type incorrect for device"]),
            status("2000", ["sensor_status_annunciation: sensor result higher than the device can process"]),
            status("4000", ["sensor_status_annunciation: sensor result lower than the device can process"]),
            status("8000", ["sensor_status_annunciation: sensor temperature too high"]),
            status("0001", ["sensor_status_annunciation: sensor temperature too low"]),
            status("0002", ["sensor_status_annunciation: sensor read interrupted because strip was pulled too soon"]),
            status("0004", ["sensor_status_annunciation: general device fault"]),
            status("0008", ["sensor_status_annunciation: time fault"]),
            status("00F0", ["sensor_status_annunciation: none", "unknown_sensor_status_annunciation: unknown (0xf000)"]),
        ]
}
