// Values of oximeters, built from the tables of the Pulse Oximeter Service 1.0.1, §3.

import Testing

enum PulseOximeterVectors {
    static let spot = ["spo2pr_spot_check_spo2: 97 %", "spo2pr_spot_check_pr: 72 /min"]
    static let normal = ["spo2pr_normal_spo2: 97 %", "spo2pr_normal_pr: 72 /min"]
    static let readings = ["oxygen_saturation 97", "pulse_rate 72"]

    static let controlPoint: [Vector] = [
        Vector("2A62", "", ["unknown: none"], readings: []),
        Vector("2A62", "01 00 FF", ["unknown: 01 00 ff"], readings: [], wholePrefixes: [0, 1, 2]),
    ]

    static let spotChecks: [Vector] = [
        Vector("2A5E", "00 6100 (97) 4800 (72)", spot, readings: readings),
        Vector(
            "2A5E", "00 CFF3 (975e-1) D5F2 (725e-1)", ["spo2pr_spot_check_spo2: 97.5 %", "spo2pr_spot_check_pr: 72.5 /min"],
            readings: ["oxygen_saturation 97.5", "pulse_rate 72.5"]),
        Vector("2A5E", "00 FF07 (NaN) 4800", ["spo2pr_spot_check_spo2: NaN %", spot[1]], readings: ["pulse_rate 72"]),
        Vector("2A5E", "00 6100 0008 (NRes)", [spot[0], "spo2pr_spot_check_pr: NRes /min"], readings: ["oxygen_saturation 97"]),
        Vector(
            "2A5E", "00 FE07 (+INFINITY) 0208 (-INFINITY)",
            ["spo2pr_spot_check_spo2: +INFINITY %", "spo2pr_spot_check_pr: -INFINITY /min"],
            readings: []),
        Vector(
            "2A5E", "00 0108 (reserved) 0308 (-2045)", ["spo2pr_spot_check_spo2: reserved %", "spo2pr_spot_check_pr: -2045 /min"],
            readings: ["pulse_rate -2045"]),
        Vector(
            "2A5E", "01 (timestamp) 6100 4800 EA07 0B 17 07 2D 0A", spot + ["timestamp: 2026-11-23T07:45:10"], readings: readings),
        Vector("2A5E", "01 6100 4800 0000 00 00 00 00 00", spot + ["timestamp: ????-??-??T00:00:00"], readings: readings),
        Vector(
            "2A5E", "02 (measurement status) 6100 4800 8001", spot + ["measurement_status: validated data, fully qualified data"],
            readings: readings),
        Vector("2A5E", "04 (sensor status) 6100 4800 000000", spot + ["device_and_sensor_status: none"], readings: readings),
        Vector(
            "2A5E", "08 (pulse amplitude index) 6100 4800 2DF0 (45e-1)", spot + ["pulse_amplitude_index: 4.5 %"],
            readings: readings + ["perfusion_index 4.5"]),
        Vector("2A5E", "08 6100 4800 FF07 (NaN)", spot + ["pulse_amplitude_index: NaN %"], readings: readings),
        Vector("2A5E", "10 (clock not set) 6100 4800", spot + ["device_clock: not set"], readings: readings),
        Vector(
            "2A5E", "1F (all) 6100 4800 D007 01 01 00 0A 05 2002 200000 2DF0",
            spot + [
                "timestamp: 2000-01-01T00:10:05", "measurement_status: measurement ongoing, data from measurement storage",
                "device_and_sensor_status: low perfusion detected", "pulse_amplitude_index: 4.5 %", "device_clock: not set",
            ], readings: readings + ["perfusion_index 4.5"]),
        Vector("2A5E", "E0 (all reserved) 6100 4800", spot + ["reserved_flags: unknown (0xe0)"], readings: readings),
        Vector(
            "2A5E", "28 (index, bit 5) 6100 4800 2DF0 0102 (of bit 5)",
            spot + ["pulse_amplitude_index: 4.5 %", "reserved_flags: unknown (0x20)", "unknown: 01 02"],
            readings: readings + ["perfusion_index 4.5"], wholePrefixes: [7, 8]),
    ]

    static let continuous: [Vector] = [
        Vector("2A5F", "00 6100 4800", normal, readings: readings),
        Vector("2A5F", "00 FF07 FF07 (NaN)", ["spo2pr_normal_spo2: NaN %", "spo2pr_normal_pr: NaN /min"], readings: []),
        Vector(
            "2A5F", "01 (fast) 6100 4800 5F00 (95) 5000 (80)", normal + ["spo2pr_fast_spo2: 95 %", "spo2pr_fast_pr: 80 /min"],
            readings: readings + ["oxygen_saturation_fast 95", "pulse_rate_fast 80"]),
        Vector(
            "2A5F", "02 (slow) 6100 4800 6200 (98) 4600 (70)", normal + ["spo2pr_slow_spo2: 98 %", "spo2pr_slow_pr: 70 /min"],
            readings: readings + ["oxygen_saturation_slow 98", "pulse_rate_slow 70"]),
        Vector("2A5F", "04 (measurement status) 6100 4800 2000", normal + ["measurement_status: measurement ongoing"], readings: readings),
        Vector(
            "2A5F", "08 (sensor status) 6100 4800 010000", normal + ["device_and_sensor_status: extended display update ongoing"],
            readings: readings),
        Vector(
            "2A5F", "10 (pulse amplitude index) 6100 4800 2DF0", normal + ["pulse_amplitude_index: 4.5 %"],
            readings: readings + ["perfusion_index 4.5"]),
        Vector(
            "2A5F", "1F (all) 6100 4800 5F00 5000 6200 4600 8000 000000 2DF0",
            normal + [
                "spo2pr_fast_spo2: 95 %", "spo2pr_fast_pr: 80 /min", "spo2pr_slow_spo2: 98 %", "spo2pr_slow_pr: 70 /min",
                "measurement_status: validated data", "device_and_sensor_status: none", "pulse_amplitude_index: 4.5 %",
            ],
            readings: readings + [
                "oxygen_saturation_fast 95", "pulse_rate_fast 80", "oxygen_saturation_slow 98", "pulse_rate_slow 70", "perfusion_index 4.5",
            ]),
        Vector(
            "2A5F", "0C 6100 4800 1F00 (reserved) 0000FF (reserved)",
            normal + [
                "measurement_status: none", "unknown_measurement_status: unknown (0x1f)", "device_and_sensor_status: none",
                "unknown_device_and_sensor_status: unknown (0xff0000)",
            ], readings: readings),
        Vector("2A5F", "E0 (all reserved) 6100 4800", normal + ["reserved_flags: unknown (0xe0)"], readings: readings),
        Vector(
            "2A5F", "80 (bit 7) 6100 4800 7F", normal + ["reserved_flags: unknown (0x80)", "unknown: 7f"], readings: readings,
            wholePrefixes: [5]),
    ]

    static let statusNames: [(bit: Int, name: String)] = [
        (5, "measurement ongoing"), (6, "early estimated data"), (7, "validated data"), (8, "fully qualified data"),
        (9, "data from measurement storage"), (10, "data for demonstration"), (11, "data for testing"), (12, "calibration ongoing"),
        (13, "measurement unavailable"), (14, "questionable measurement detected"), (15, "invalid measurement detected"),
    ]

    static let sensorNames: [(bit: Int, name: String)] = [
        (0, "extended display update ongoing"), (1, "equipment malfunction detected"), (2, "signal processing irregularity detected"),
        (3, "inadequate signal detected"), (4, "poor signal detected"), (5, "low perfusion detected"), (6, "erratic signal detected"),
        (7, "nonpulsatile signal detected"), (8, "questionable pulse detected"), (9, "signal analysis ongoing"),
        (10, "sensor interference detected"), (11, "sensor unconnected to user"), (12, "unknown sensor connected"),
        (13, "sensor displaced"), (14, "sensor malfunctioning"), (15, "sensor disconnected"),
    ]

    static let features: [Vector] = [
        Vector("2A60", "0000", ["supported_features: none"], readings: []),
        Vector(
            "2A60", "FC00",
            [
                "supported_features: measurement storage for spot-check measurements, timestamp for spot-check measurements, "
                    + "SpO2PR-Fast metric, SpO2PR-Slow metric, pulse amplitude index, multiple bonds"
            ], readings: []),
        Vector(
            "2A60", "0100 2080",
            [
                "supported_features: measurement status", "measurement_status_support: measurement ongoing, invalid measurement detected",
            ], readings: []),
        Vector(
            "2A60", "0200 018000",
            [
                "supported_features: device and sensor status",
                "device_and_sensor_status_support: extended display update ongoing, sensor disconnected",
            ], readings: []),
        Vector(
            "2A60", "0300 0100 000080",
            [
                "supported_features: measurement status, device and sensor status", "measurement_status_support: none",
                "unknown_measurement_status_support: unknown (0x1)", "device_and_sensor_status_support: none",
                "unknown_device_and_sensor_status_support: unknown (0x800000)",
            ], readings: []),
        Vector("2A60", "00FF (reserved)", ["supported_features: none", "reserved_flags: unknown (0xff00)"], readings: []),
    ]
}
