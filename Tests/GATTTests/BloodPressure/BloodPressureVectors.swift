// Values of cuffs, built from the tables "Blood Pressure Measurement" and "Intermediate Cuff Pressure" of the GATT Specification Supplement.

import Testing

enum BloodPressureVectors {
    static let pressures = ["systolic: 120 mm[Hg]", "diastolic: 80 mm[Hg]", "mean_arterial_pressure: 93 mm[Hg]"]
    static let pressureReadings = ["systolic_pressure 120", "diastolic_pressure 80", "mean_arterial_pressure 93"]

    static let units: [Vector] = [
        Vector("2A35", "00 (mmHg) 7800 (120) 5000 (80) 5D00 (93)", pressures, readings: pressureReadings),
        Vector(
            "2A35", "01 (kPa) A0F0 (160e-1) 6BF0 (107e-1) 7DF0 (125e-1)",
            ["systolic: 16.0 kPa", "diastolic: 10.7 kPa", "mean_arterial_pressure: 12.5 kPa"],
            readings: [
                "systolic_pressure 120.0102008670737", "diastolic_pressure 80.25682182985554", "mean_arterial_pressure 93.75796942740133",
            ]),
        Vector(
            "2A35", "01 1000 (16e0) 2BE4 (1067e-2) 0210 (2e1)",
            ["systolic: 16 kPa", "diastolic: 10.67 kPa", "mean_arterial_pressure: 2e1 kPa"],
            readings: [
                "systolic_pressure 120.0102008670737", "diastolic_pressure 80.03180270322977", "mean_arterial_pressure 150.01275108384212",
            ]),
        Vector(
            "2A35", "00 FD07 (2045, the largest mantissa) 0308 (-2045, the smallest) 0000",
            ["systolic: 2045 mm[Hg]", "diastolic: -2045 mm[Hg]", "mean_arterial_pressure: 0 mm[Hg]"],
            readings: ["systolic_pressure 2045", "diastolic_pressure -2045", "mean_arterial_pressure 0"]),
    ]

    static let special: [Vector] = [
        Vector(
            "2A35", "00 FF07 FF07 FF07 (NaN)", ["systolic: NaN mm[Hg]", "diastolic: NaN mm[Hg]", "mean_arterial_pressure: NaN mm[Hg]"],
            readings: []),
        Vector(
            "2A35", "01 0008 (NRes) FE07 (+INFINITY) 0208 (-INFINITY)",
            ["systolic: NRes kPa", "diastolic: +INFINITY kPa", "mean_arterial_pressure: -INFINITY kPa"], readings: []),
        Vector(
            "2A35", "00 7800 5000 0108 (reserved)",
            ["systolic: 120 mm[Hg]", "diastolic: 80 mm[Hg]", "mean_arterial_pressure: reserved mm[Hg]"],
            readings: ["systolic_pressure 120", "diastolic_pressure 80"]),
        Vector(
            "2A35", "04 FF07 FF07 FF07 FF07 (pulse rate NaN)",
            ["systolic: NaN mm[Hg]", "diastolic: NaN mm[Hg]", "mean_arterial_pressure: NaN mm[Hg]", "pulse_rate: NaN /min"], readings: []),
    ]

    static let optional: [Vector] = [
        Vector(
            "2A35", "02 (time stamp) 7800 5000 5D00 EA07 0B 17 07 2D 0A (2026-11-23 07:45:10)",
            pressures + ["time_stamp: 2026-11-23T07:45:10"], readings: pressureReadings),
        Vector(
            "2A35", "02 7800 5000 5D00 0000 00 00 18 3C 3C (no such time)", pressures + ["time_stamp: ????-??-??T24:60:60"],
            readings: pressureReadings),
        Vector(
            "2A35", "04 (pulse rate) 7800 5000 5D00 4800 (72)", pressures + ["pulse_rate: 72 /min"],
            readings: pressureReadings + ["pulse_rate 72"]),
        Vector(
            "2A35", "04 7800 5000 5D00 D5F2 (725e-1)", pressures + ["pulse_rate: 72.5 /min"],
            readings: pressureReadings + ["pulse_rate 72.5"]),
        Vector("2A35", "08 (user) 7800 5000 5D00 00", pressures + ["user_id: 0"], readings: pressureReadings),
        Vector("2A35", "08 7800 5000 5D00 FE", pressures + ["user_id: 254"], readings: pressureReadings),
        Vector("2A35", "08 7800 5000 5D00 FF", pressures + ["user_id: unknown user"], readings: pressureReadings),
        Vector(
            "2A35", "1E (all) 7800 5000 5D00 EA07 0B 17 07 2D 0A 4800 01 0000",
            pressures + [
                "time_stamp: 2026-11-23T07:45:10", "pulse_rate: 72 /min", "user_id: 1", "measurement_status: none",
                "pulse_rate_range: within the range",
            ], readings: pressureReadings + ["pulse_rate 72"]),
        Vector(
            "2A35", "E0 (all reserved) 7800 5000 5D00", pressures + ["reserved_flags: unknown (0xe0)"], readings: pressureReadings),
        Vector(
            "2A35", "24 (pulse rate, bit 5) 7800 5000 5D00 4800 0102 (of bit 5)",
            pressures + ["pulse_rate: 72 /min", "reserved_flags: unknown (0x20)", "unknown: 01 02"],
            readings: pressureReadings + ["pulse_rate 72"], wholePrefixes: [9, 10]),
    ]

    static let status: [Vector] =
        [
            ("0000", "none", "within the range"), ("0100", "body movement detected", "within the range"),
            ("0200", "cuff too loose", "within the range"), ("0800", "none", "exceeds upper limit"),
            ("1000", "none", "less than lower limit"), ("1800", "none", "unknown (0x3)"),
            ("2000", "improper measurement position", "within the range"),
        ].map { status, flags, range in
            Vector(
                "2A35", "10 (status) 7800 5000 5D00 \(status)",
                pressures + ["measurement_status: \(flags)", "pulse_rate_range: \(range)"], readings: pressureReadings)
        } + [
            Vector(
                "2A35", "10 7800 5000 5D00 0400",
                pressures + ["measurement_status: irregular pulse detected", "pulse_rate_range: within the range"],
                readings: pressureReadings + ["irregular_pulse 1"]),
            Vector(
                "2A35", "10 7800 5000 5D00 FFFF",
                pressures + [
                    "measurement_status: body movement detected, cuff too loose, irregular pulse detected, improper measurement position",
                    "unknown_measurement_status: unknown (0xffc0)", "pulse_rate_range: unknown (0x3)",
                ], readings: pressureReadings + ["irregular_pulse 1"]),
        ]

    static let intermediate: [Vector] = [
        Vector(
            "2A36", "00 9600 (150) FF07 FF07 (unused)", ["current_cuff_pressure: 150 mm[Hg]"], readings: ["cuff_pressure 150"]),
        Vector(
            "2A36", "01 A0F0 (160e-1) FF07 FF07", ["current_cuff_pressure: 16.0 kPa"], readings: ["cuff_pressure 120.0102008670737"]),
        Vector("2A36", "00 FF07 FF07 FF07", ["current_cuff_pressure: NaN mm[Hg]"], readings: []),
        Vector(
            "2A36", "00 9600 0000 0100 (not NaN)",
            [
                "current_cuff_pressure: 150 mm[Hg]", "diastolic_unused: 0 mm[Hg]", "mean_arterial_pressure_unused: 1 mm[Hg]",
            ], readings: ["cuff_pressure 150"]),
        Vector(
            "2A36", "3E (all, bit 5) 9600 FF07 FF07 EA07 0B 17 07 2D 0A 4800 FF 0400",
            [
                "current_cuff_pressure: 150 mm[Hg]", "time_stamp: 2026-11-23T07:45:10", "pulse_rate: 72 /min", "user_id: unknown user",
                "measurement_status: irregular pulse detected", "pulse_rate_range: within the range", "reserved_flags: unknown (0x20)",
            ], readings: ["cuff_pressure 150", "pulse_rate 72"]),
    ]

    static let features: [Vector] = [
        Vector("2A49", "0000", ["blood_pressure_feature: none"], readings: []),
        Vector(
            "2A49", "FF01",
            [
                "blood_pressure_feature: body movement detection, cuff fit detection, irregular pulse detection, "
                    + "pulse rate range detection, measurement position detection, multiple bonds, E2E-CRC, User Data Service, "
                    + "user facing time"
            ], readings: []),
        Vector(
            "2A49", "00FE (reserved)", ["blood_pressure_feature: none", "unknown_blood_pressure_feature: unknown (0xfe00)"], readings: []),
    ]
}
