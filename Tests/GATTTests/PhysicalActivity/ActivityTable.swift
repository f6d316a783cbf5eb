// The records of the Physical Activity Monitor Service as its tables have them: a row for each flag, from bit 0 on.

import Testing

/// A record's optional fields: bytes of each, the text that they become, the reading if there is one.
struct ActivityTable: Sendable, CustomTestStringConvertible {
    struct Row: Sendable {
        let hex: String
        let text: String
        let reading: String?

        init(_ hex: String, _ text: String, _ reading: String? = nil) {
            self.hex = hex
            self.text = text
            self.reading = reading
        }
    }

    let uuid: String
    let flagByteCount: Int
    let wornBit: Int?
    let rows: [Row]

    var testDescription: String { uuid }

    /// A value with the fields of these bits.
    func vector(_ bits: [Int], worn: Bool = false) -> Vector {
        var flags = bits.reduce(UInt32(0)) { $0 | 1 << UInt32($1) }
        if worn, let wornBit { flags |= 1 << UInt32(wornBit) }
        let flagBytes = (0..<flagByteCount).map { byte in Self.hex(UInt8(truncatingIfNeeded: flags >> UInt32(8 * byte))) }.joined()
        let head = "80 \(flagBytes) 0102 (session 513) 0300 (sub-session 3) 3C000000 (60 s) 07000000 (7) "
        let hex = head + bits.map { rows[$0].hex }.joined(separator: " ")
        let fields =
            ["header: 80", "session_id: 513", "sub_session_id: 3", "relative_timestamp: 60 s", "sequence_number: 7"]
            + bits.map { rows[$0].text } + (wornBit == nil ? [] : ["device_worn: \(worn ? "yes" : "no")"])
        // Shorter values are kept as segments; nothing but a lone header is refused.
        return Vector(
            uuid, hex, fields, readings: bits.compactMap { rows[$0].reading }, wholePrefixes: Set(2..<Vector.bytes(hex).count))
    }

    static func hex(_ byte: UInt8) -> String { (byte < 16 ? "0" : "") + String(byte, radix: 16) }

    static let all = [
        general, generalSummary, cardioRespiratory, cardioRespiratorySummary, stepCounterSummary, sleep, sleepSummary,
    ]

    static let general = Self(
        uuid: "2B3C", flagByteCount: 3, wornBit: 23,
        rows: [
            Row("0100", "normal_walking_energy_expenditure_per_hour: 1"), Row("FFFF", "intensity_energy_expenditure_per_hour: 65535"),
            Row("0002", "total_energy_expenditure_per_hour: 512"), Row("0300", "fat_burned_per_hour: 3"),
            Row("FF", "metabolic_equivalent: 255"), Row("0500", "speed: 5"), Row("0600", "motion_cadence: 6"),
            Row("FFFFFF", "elevation: -1"), Row("0700", "activity_count_per_minute: 7"), Row("0800", "activity_level: 8"),
            Row("05", "activity_type: walk", "activity_type 5"),
        ])

    static let generalSummary = Self(
        uuid: "2B3D", flagByteCount: 4, wornBit: nil,
        rows: [
            Row("01000000", "normal_walking_energy_expenditure: 1"), Row("FFFFFFFF", "intensity_energy_expenditure: 4294967295"),
            Row("00000100", "total_energy_expenditure: 65536"), Row("0400", "fat_burned: 4"), Row("05", "minimum_metabolic_equivalent: 5"),
            Row("06", "maximum_metabolic_equivalent: 6"), Row("07", "average_metabolic_equivalent: 7"), Row("000001", "distance: 65536"),
            Row("0900", "minimum_speed: 9"), Row("0A00", "maximum_speed: 10"), Row("0B00", "average_speed: 11"),
            Row("FFFFFF", "duration_of_normal_walking_episodes: 16777215 s"), Row("0D0000", "duration_of_intensity_walking_episodes: 13 s"),
            Row("0E00", "minimum_motion_cadence: 14"), Row("0F00", "maximum_motion_cadence: 15"), Row("1000", "average_motion_cadence: 16"),
            Row("11", "floors: 17"), Row("120000", "positive_elevation_gain: 18"), Row("130000", "negative_elevation_gain: 19"),
            Row("14000000", "activity_count: 20"), Row("1500", "minimum_activity_level: 21"), Row("1600", "maximum_activity_level: 22"),
            Row("1700", "average_activity_level: 23"), Row("07", "average_activity_type: run"),
            Row("100E00", "worn_duration: 3600 s", "worn_duration 3600"),
        ])

    static let cardioRespiratory = Self(
        uuid: "2B3E", flagByteCount: 2, wornBit: 15,
        rows: [
            Row("2D", "vo2_max: 45 mL/(kg.min)"), Row("48", "heart_rate: 72 /min", "heart_rate 72"),
            Row("4103", "pulse_inter_beat_interval: 833"), Row("34", "resting_heart_rate: 52 /min", "resting_heart_rate 52"),
            Row("2A00", "heart_rate_variability: 42"), Row("10", "respiration_rate: 16 /min", "respiratory_rate 16"),
            Row("0C", "resting_respiration_rate: 12 /min", "resting_respiratory_rate 12"),
        ])

    static let cardioRespiratorySummary = Self(
        uuid: "2B3F", flagByteCount: 4, wornBit: nil,
        rows: [
            Row("3C0000", "time_in_heart_rate_zone_1: 60 s", "time_in_heart_rate_zone_1 60"),
            Row("3D0000", "time_in_heart_rate_zone_2: 61 s", "time_in_heart_rate_zone_2 61"),
            Row("3E0000", "time_in_heart_rate_zone_3: 62 s", "time_in_heart_rate_zone_3 62"),
            Row("3F0000", "time_in_heart_rate_zone_4: 63 s", "time_in_heart_rate_zone_4 63"),
            Row("400000", "time_in_heart_rate_zone_5: 64 s", "time_in_heart_rate_zone_5 64"),
            Row("28", "minimum_vo2_max: 40 mL/(kg.min)"), Row("29", "maximum_vo2_max: 41 mL/(kg.min)"),
            Row("2A", "average_vo2_max: 42 mL/(kg.min)"), Row("32", "minimum_heart_rate: 50 /min"),
            Row("FF", "maximum_heart_rate: 255 /min"),
            Row("50", "average_heart_rate: 80 /min"), Row("0101", "minimum_pulse_inter_beat_interval: 257"),
            Row("0102", "maximum_pulse_inter_beat_interval: 513"), Row("0103", "average_pulse_inter_beat_interval: 769"),
            Row("01", "minimum_resting_heart_rate: 1 /min"), Row("02", "maximum_resting_heart_rate: 2 /min"),
            Row("03", "average_resting_heart_rate: 3 /min"), Row("0400", "minimum_heart_rate_variability: 4"),
            Row("0500", "maximum_heart_rate_variability: 5"), Row("0600", "average_heart_rate_variability: 6"),
            Row("07", "minimum_respiration_rate: 7 /min"), Row("08", "maximum_respiration_rate: 8 /min"),
            Row("09", "average_respiration_rate: 9 /min"), Row("0A", "minimum_resting_respiration_rate: 10 /min"),
            Row("0B", "maximum_resting_respiration_rate: 11 /min"), Row("0C", "average_resting_respiration_rate: 12 /min"),
            Row("0D0000", "worn_duration: 13 s", "worn_duration 13"),
        ])

    static let stepCounterSummary = Self(
        uuid: "2B40", flagByteCount: 1, wornBit: nil,
        rows: [
            Row("102700", "normal_walking_steps: 10000 {steps}", "normal_walking_steps 10000"),
            Row("FFFFFF", "intensity_steps: 16777215 {steps}", "intensity_steps 16777215"),
            Row("030000", "floor_steps: 3 {steps}", "floor_steps 3"), Row("040000", "distance: 4"),
            Row("050000", "worn_duration: 5 s", "worn_duration 5"),
        ])

    static let sleep = Self(
        uuid: "2B41", flagByteCount: 2, wornBit: 15,
        rows: [
            Row("010000", "visible_light_level: 1"), Row("020000", "uv_light_level: 2"), Row("030000", "ir_light_level: 3"),
            Row("220000 (sleep, deep)", "sleep_stage: sleep, deep sleep", "sleep_stage 4"),
            Row("34", "sleeping_heart_rate: 52 /min", "sleeping_heart_rate 52"),
        ])

    static let sleepSummary = Self(
        uuid: "2B42", flagByteCount: 3, wornBit: nil,
        rows: [
            Row("706200", "total_sleep_time: 25200 s", "total_sleep_time 25200"),
            Row("020000", "total_wake_time: 2 s", "total_wake_time 2"),
            Row("030000", "total_bed_time: 3 s", "total_bed_time 3"), Row("0400", "number_of_awakenings: 4", "number_of_awakenings 4"),
            Row("0500", "sleep_latency: 5"), Row("5A", "sleep_efficiency: 90 %", "sleep_efficiency 90"), Row("0700", "snooze_time: 7"),
            Row("0800", "number_of_toss_and_turn_events: 8", "toss_and_turn_events 8"),
            Row("090000", "time_of_awakening_after_alarm: 9 s"), Row("0A0000", "minimum_visible_light_level: 10"),
            Row("0B0000", "maximum_visible_light_level: 11"), Row("0C0000", "average_visible_light_level: 12"),
            Row("0D0000", "minimum_uv_light_level: 13"), Row("0E0000", "maximum_uv_light_level: 14"),
            Row("0F0000", "average_uv_light_level: 15"), Row("100000", "minimum_ir_light_level: 16"),
            Row("110000", "maximum_ir_light_level: 17"), Row("120000", "average_ir_light_level: 18"),
            Row("36", "average_sleeping_heart_rate: 54 /min", "sleeping_heart_rate 54"),
            Row("140000", "worn_duration: 20 s", "worn_duration 20"),
        ])
}
