import GATT
import Testing
import Vitals

@Suite("Glucose Measurement Context and Glucose Feature")
struct GlucoseMeasurementContextTests {
    // Carbohydrates: 45 e-3 kg (0xD02D) are 45 g.
    static let vectors: [Vector] =
        [
            Vector("2A34", "00 (flags) 0100 (sequence number)", ["sequence_number: 1"], readings: []),
            Vector(
                "2A34", "01 (flags) FFFF (sequence number) 01 (carbohydrate id) 2DD0 (45 e-3 kg)",
                ["sequence_number: 65535", "carbohydrate_id: breakfast", "carbohydrate: 0.045 kg"], readings: ["carbohydrate_intake 45"]),
            Vector(
                "2A34", "02 (flags) 0100 (sequence number) 03 (meal)", ["sequence_number: 1", "meal: fasting"],
                readings: ["meal_relation 3"]),
            Vector(
                "2A34", "04 (flags) 0100 (sequence number) 51 (tester, health)",
                ["sequence_number: 1", "tester: self", "health: no health issues"], readings: []),
            Vector(
                "2A34", "08 (flags) 0100 (sequence number) 100E (3600 s) 50 (80 %)",
                ["sequence_number: 1", "exercise_duration: 3600 s", "exercise_intensity: 80 %"],
                readings: ["reported_exercise_duration 3600", "reported_exercise_intensity 80"]),
            Vector(
                "2A34", "08 (flags) 0100 (sequence number) FFFF (overrun) FF (255 %)",
                ["sequence_number: 1", "exercise_duration: overrun s", "exercise_intensity: 255 %"],
                readings: ["reported_exercise_intensity 255"]),
            Vector(
                "2A34", "10 (flags) 0100 (sequence number) 01 (medication id) 23A0 (35 e-6 kg)",
                ["sequence_number: 1", "medication_id: rapid acting insulin", "medication: 0.000035 kg"],
                readings: ["insulin_dose_mass 35"]),
            Vector(
                "2A34", "30 (flags) 0100 (sequence number) 04 (medication id) 0FB0 (15 e-5 L)",
                ["sequence_number: 1", "medication_id: long acting insulin", "medication: 0.00015 L"],
                readings: ["insulin_dose_volume 0.15"]),
            // The unit of a medication that is not there.
            Vector("2A34", "20 (flags) 0100 (sequence number)", ["sequence_number: 1"], readings: []),
            Vector(
                "2A34", "40 (flags) 0100 (sequence number) 41F0 (65 e-1 %)", ["sequence_number: 1", "hba1c: 6.5 %"], readings: ["hba1c 6.5"]
            ),
            Vector("2A34", "80 (flags) 0100 (sequence number) 00 (extended flags)", ["sequence_number: 1"], readings: []),
            Vector(
                "2A34", "80 (flags) 0100 (sequence number) 81 (extended flags) AA (of these)",
                ["sequence_number: 1", "reserved_extended_flags: unknown (0x81)", "unknown: aa"], readings: [], wholePrefixes: [4]),
            Vector(
                "2A34",
                """
                FF (flags) 0100 (sequence number) 00 (extended flags) 07 (carbohydrate id) 2DD0 (45 e-3 kg) 05 (meal) 42 (tester, health)
                100E (3600 s) 64 (100 %) 05 (medication id) 0FB0 (15 e-5 L) 41F0 (65 e-1 %)
                """,
                [
                    "sequence_number: 1", "carbohydrate_id: brunch", "carbohydrate: 0.045 kg", "meal: bedtime",
                    "tester: health care professional", "health: under stress", "exercise_duration: 3600 s", "exercise_intensity: 100 %",
                    "medication_id: pre-mixed insulin", "medication: 0.00015 L", "hba1c: 6.5 %",
                ],
                readings: [
                    "carbohydrate_intake 45", "meal_relation 5", "reported_exercise_duration 3600", "reported_exercise_intensity 100",
                    "insulin_dose_volume 0.15", "hba1c 6.5",
                ]),
            // Special values: no reading.
            Vector(
                "2A34", "51 (flags) 0100 (sequence number) 02 FF07 (NaN kg) 02 0008 (NRes kg) FE07 (+INFINITY %)",
                [
                    "sequence_number: 1", "carbohydrate_id: lunch", "carbohydrate: NaN kg", "medication_id: short acting insulin",
                    "medication: NRes kg", "hba1c: +INFINITY %",
                ], readings: []),
            Vector(
                "2A34", "51 (flags) 0100 (sequence number) 02 0208 (-INFINITY kg) 02 0108 (reserved kg) FFFF (-1 e-1 %)",
                [
                    "sequence_number: 1", "carbohydrate_id: lunch", "carbohydrate: -INFINITY kg", "medication_id: short acting insulin",
                    "medication: reserved kg", "hba1c: -0.1 %",
                ], readings: ["hba1c -0.1"]),
            // A medication of which nobody knows what it is.
            Vector(
                "2A34", "10 (flags) 0100 (sequence number) 06 (medication id) 2300 (35 kg)",
                ["sequence_number: 1", "medication_id: unknown (0x6)", "medication: 35 kg"], readings: []),
        ]
        + zip(1..., ["breakfast", "lunch", "dinner", "snack", "drink", "supper", "brunch", "unknown (0x8)"]).map {
            Vector(
                "2A34", "01 0100 0\($0) 2DD0", ["sequence_number: 1", "carbohydrate_id: \($1)", "carbohydrate: 0.045 kg"],
                readings: ["carbohydrate_intake 45"])
        }
        + zip(
            0...,
            [
                "unknown (0x0)", "preprandial (before meal)", "postprandial (after meal)", "fasting", "casual (snacks, drinks, etc.)",
                "bedtime", "unknown (0x6)",
            ]
        ).map {
            Vector(
                "2A34", "02 0100 0\($0)", ["sequence_number: 1", "meal: \($1)"],
                readings: (1...5).contains($0) ? ["meal_relation \($0)"] : [])
        }
        + [
            ("13", "lab test", "minor health issues"), ("2F", "tester value not available", "major health issues"),
            ("31", "self", "during menses"), ("F1", "self", "health value not available"), ("00", "unknown (0x0)", "unknown (0x0)"),
            ("64", "unknown (0x4)", "unknown (0x6)"),
        ].map { Vector("2A34", "04 0100 \($0.0)", ["sequence_number: 1", "tester: \($0.1)", "health: \($0.2)"], readings: []) }
        + zip(1..., ["rapid acting", "short acting", "intermediate acting", "long acting", "pre-mixed"]).map {
            Vector(
                "2A34", "30 0100 0\($0) 0FB0", ["sequence_number: 1", "medication_id: \($1) insulin", "medication: 0.00015 L"],
                readings: ["insulin_dose_volume 0.15"])
        }
        + [
            Vector("2A51", "0000", ["glucose_feature: none"]),
            Vector(
                "2A51", "FFFF",
                [
                    "glucose_feature: low battery detection during measurement, sensor malfunction detection, sensor sample size, "
                        + "sensor strip insertion error detection, sensor strip type error detection, sensor result high-low detection, "
                        + "sensor temperature high-low detection, sensor read interrupt detection, general device fault, time fault, "
                        + "multiple bond",
                    "unknown_glucose_feature: unknown (0xf800)",
                ]),
            Vector("2A51", "0004", ["glucose_feature: multiple bond"]),
        ]

    @Test("is decoded field by field", arguments: vectors)
    func decoded(vector: Vector) throws { try vector.check() }

    @Test("Readings take the time of the measurement where a procedure knows it")
    func time() throws {
        let context = try GlucoseMeasurementContext(decoding: Vector.bytes("41 0300 01 2DD0 41F0").span)
        #expect(context.sequenceNumber == 3)
        let time = DeviceDateTime(year: 2026, month: 11, day: 23, hour: 8, minute: 45, second: 30)
        #expect(context.readings(at: .device(time)).map(\.time) == [.device(time), .device(time)])
        #expect(context.readings.map(\.time) == [.arrival, .arrival])
    }
}
