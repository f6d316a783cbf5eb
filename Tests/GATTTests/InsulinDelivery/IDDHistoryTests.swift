import GATT
import Testing
import Vitals

@Suite("IDD History Data")
struct IDDHistoryTests {
    private static func event(_ type: String, _ name: String, _ data: String, _ fields: [String]) -> [Vector] {
        Vector.insulin(
            "2B28", "\(type) (type) 07000000 (sequence number) 3C00 (offset) \(data)",
            ["event_type: \(name)", "sequence_number: 7", "relative_offset: 60 s"] + fields)
    }

    static let times: [Vector] =
        event(
            "0F00", "reference time", "33 EA07 0B 17 07 2D 1E 04 04",
            ["recording_reason: set date time", "date_time: 2026-11-23T07:45:30", "time_zone: 60 min", "dst_offset: daylight time (+1 h)"])
        + event(
            "0F00", "reference time", "3C 0000 00 00 00 00 00 80 FF",
            [
                "recording_reason: periodic recording", "date_time: ????-??-??T00:00:00", "time_zone: not known min",
                "dst_offset: not known",
            ])
        + event(
            "3300", "reference time base offset", "55 EA07 0B 17 07 2D 1E F6FF",
            ["recording_reason: date time loss", "base_time: 2026-11-23T07:45:30", "time_offset: -10 min"])
        + event(
            "3300", "reference time base offset", "0F EA07 0B 17 07 2D 1E 0080",
            ["recording_reason: undetermined", "base_time: 2026-11-23T07:45:30", "time_offset: -32768 min"])

    static let boluses: [Vector] =
        event(
            "3C00", "bolus calculated part 1 of 2", "0BF0 0CF0 0DF0 FF07",
            [
                "recommended_fast_amount_of_the_meal_bolus: 1.1 [iU]", "recommended_fast_amount_of_the_correction_bolus: 1.2 [iU]",
                "recommended_extended_amount_of_the_meal_bolus: 1.3 [iU]",
                "recommended_extended_amount_of_the_correction_bolus: NaN [iU]",
            ])
        + event(
            "5500", "bolus calculated part 2 of 2", "0BF0 0CF0 0DF0 0EF0",
            [
                "confirmed_fast_amount_of_the_meal_bolus: 1.1 [iU]", "confirmed_fast_amount_of_the_correction_bolus: 1.2 [iU]",
                "confirmed_extended_amount_of_the_meal_bolus: 1.3 [iU]",
                "confirmed_extended_amount_of_the_correction_bolus: 1.4 [iU]",
            ])
        + event(
            "5A00", "bolus programmed part 1 of 2", "0100 3C 0000 1EF0 7800",
            [
                "bolus_id: 1", "bolus_type: extended", "bolus_fast_amount: 0 [iU]", "bolus_extended_amount: 3.0 [iU]",
                "bolus_duration: 120 min",
            ])
        + event("6600", "bolus programmed part 2 of 2", "00", ["flags: none"])
        + event(
            "6600", "bolus programmed part 2 of 2", "1F 1E00 02 33",
            [
                "flags: bolus delivery reason correction, bolus delivery reason meal", "bolus_delay_time: 30 min",
                "bolus_template_number: 2", "bolus_activation_type: manual bolus",
            ])
        + event(
            "6900", "bolus delivered part 1 of 2", "0100 55 19F0 1EF0 7800",
            [
                "bolus_id: 1", "bolus_type: multiwave", "bolus_fast_amount: 2.5 [iU]", "bolus_extended_amount: 3.0 [iU]",
                "bolus_duration: 120 min",
            ])
        + event("9600", "bolus delivered part 2 of 2", "00 FFFFFFFF", ["bolus_start_time_offset: 4294967295 s"])
        + event(
            "9600", "bolus delivered part 2 of 2", "07 3C000000 55 3C 0900",
            [
                "bolus_start_time_offset: 60 s", "bolus_activation_type: manually changed recommended bolus",
                "bolus_end_reason: canceled", "annunciation_instance_id: 9",
            ])
        + event(
            "C003", "bolus template changed part 1 of 2", "05 33 19F0 0000 0000",
            [
                "bolus_template_number: 5", "bolus_type: fast", "bolus_fast_amount: 2.5 [iU]", "bolus_extended_amount: 0 [iU]",
                "bolus_duration: 0 min",
            ])
        + event("CF03", "bolus template changed part 2 of 2", "06", ["flags: bolus delivery reason correction, bolus delivery reason meal"])
        + event("CF03", "bolus template changed part 2 of 2", "01 1E00", ["flags: none", "bolus_delay_time: 30 min"])
        + event("FC03", "max bolus amount changed", "1E00 1900", ["old_max_bolus_amount: 30 [iU]", "new_max_bolus_amount: 25 [iU]"])

    static let rates: [Vector] =
        event(
            "9900", "delivered basal rate changed", "00 0CF0 0FF0",
            ["old_basal_rate_value: 1.2 [iU]/h", "new_basal_rate_value: 1.5 [iU]/h"])
        + event(
            "9900", "delivered basal rate changed", "01 0CF0 0FF0 55",
            ["old_basal_rate_value: 1.2 [iU]/h", "new_basal_rate_value: 1.5 [iU]/h", "basal_delivery_context: ap controller"])
        + event(
            "A500", "tbr adjustment started", "01 33 0FF0 3C00 04",
            ["tbr_type: absolute", "tbr_adjustment_value: 1.5 [iU]/h", "tbr_duration_programmed: 60 min", "tbr_template_number: 4"])
        + event(
            "A500", "tbr adjustment started", "00 3C 0FF0 3C00",
            ["tbr_type: relative", "tbr_adjustment_value: 1.5", "tbr_duration_programmed: 60 min"])
        + event(
            "AA00", "tbr adjustment ended", "00 3C 1E00 33",
            ["last_set_tbr_type: relative", "effective_tbr_duration: 30 min", "tbr_end_reason: programmed duration over"])
        + event(
            "AA00", "tbr adjustment ended", "03 3C 1E00 55 04 0900",
            [
                "last_set_tbr_type: relative", "effective_tbr_duration: 30 min", "tbr_end_reason: error abort",
                "last_set_tbr_template_number: 4", "annunciation_instance_id: 9",
            ])
        + event(
            "C300", "tbr adjustment changed", "01 33 0FF0 3C00 1E00 04",
            [
                "tbr_type: absolute", "tbr_adjustment_value: 1.5 [iU]/h", "tbr_duration_programmed: 60 min",
                "tbr_duration_elapsed: 30 min", "tbr_template_number: 4",
            ])
        + event(
            "F303", "tbr template changed", "04 3C 0FF0 3C00",
            ["tbr_template_number: 4", "tbr_type: relative", "tbr_adjustment_value: 1.5", "tbr_duration: 60 min"])
        + event(
            "F000", "basal rate profile template time block changed", "01 02 3C00 0CF0",
            ["template_number: 1", "time_block_number: 2", "duration: 60 min", "rate: 1.2 [iU]/h"])
        + event(
            "5903", "isf profile template time block changed", "01 02 3C00 3200",
            ["template_number: 1", "time_block_number: 2", "duration: 60 min", "isf: 50 mg/dL/[iU]"])
        + event(
            "6503", "i2cho ratio profile template time block changed", "01 02 3C00 0A00",
            ["template_number: 1", "time_block_number: 2", "duration: 60 min", "i2cho_ratio: 10 g/[iU]"])
        + event(
            "6A03", "target glucose range profile template time block changed", "01 02 3C00 5000 B400",
            [
                "template_number: 1", "time_block_number: 2", "duration: 60 min", "lower_target_glucose_limit: 80 mg/dL",
                "upper_target_glucose_limit: 180 mg/dL",
            ])
        + event(
            "CC00", "profile template activated", "5A 01 02",
            [
                "profile_template_type: target glucose range profile template", "old_profile_template_number: 1",
                "new_profile_template_number: 2",
            ])

    static let states: [Vector] =
        event(
            "FF00", "total daily insulin delivery", "01 7DF0 CBF0 EA07 0B 17",
            [
                "flags: date time changed warning", "total_daily_insulin_sum_of_bolus_delivered: 12.5 [iU]",
                "total_daily_insulin_sum_of_basal_delivered: 20.3 [iU]", "year: 2026", "month: 11", "day: 23",
            ])
        + event(
            "0303", "therapy control state changed", "33 55", ["old_therapy_control_state: stop", "new_therapy_control_state: run"])
        + event("0C03", "operational state changed", "5A 66", ["old_operational_state: priming", "new_operational_state: waiting"])
        + event("3003", "reservoir remaining amount changed", "5F00", ["reservoir_remaining_amount: 95 [iU]"])
        + event(
            "3F03", "annunciation status changed part 1 of 2", "03 0900 AA00 33 FFFF 0100",
            [
                "annunciation_instance_id: 9", "annunciation_type: battery empty", "annunciation_status: pending", "auxinfo1: 65535",
                "auxinfo2: 1",
            ])
        + event(
            "3F03", "annunciation status changed part 1 of 2", "02 0900 AA00 33 0100",
            ["annunciation_instance_id: 9", "annunciation_type: battery empty", "annunciation_status: pending", "auxinfo2: 1"])
        + event("5603", "annunciation status changed part 2 of 2", "00", [])
        + event(
            "5603", "annunciation status changed part 2 of 2", "07 0300 0400 0500", ["auxinfo3: 3", "auxinfo4: 4", "auxinfo5: 5"])
        + event("9503", "priming started", "64F0", ["programmed_amount: 10.0 [iU]"])
        + event("9A03", "priming done", "00 64F0 3C", ["delivered_amount: 10.0 [iU]", "termination_reason: programmed amount reached"])
        + event(
            "9A03", "priming done", "01 64F0 33 0900",
            ["delivered_amount: 10.0 [iU]", "termination_reason: aborted by user", "annunciation_instance_id: 9"])
        + event("A603", "data corruption", "", []) + event("A903", "pointer event", "", [])
        + [
            Vector(
                "2B28", "00F0 (type) 07000000 (sequence number) 3C00 (offset) 0102",
                ["event_type: unknown (0xf000)", "sequence_number: 7", "relative_offset: 60 s", "event_data: 01 02"], readings: [],
                wholePrefixes: [8, 9]),
            Vector(
                "2B28", "A603 (type) FFFFFFFF (sequence number) FFFF (offset)",
                ["event_type: data corruption", "sequence_number: 4294967295", "relative_offset: 65535 s"], readings: []),
        ]

    @Test("is decoded event by event", arguments: times + boluses + rates + states)
    func decoded(vector: Vector) throws { try vector.check() }

    @Test(
        "Readings are for who knows the time",
        arguments: [
            ("6900 07000000 3C00 0100 55 19F0 1EF0 7800", ["insulin_bolus 5.5"]),
            // What was programmed, calculated or primed went into nobody.
            ("5A00 07000000 3C00 0100 55 19F0 1EF0 7800", []),
            ("9A03 07000000 3C00 00 64F0 3C", []),
            ("6900 07000000 3C00 0100 33 19F0 FF07 0000", []),
            ("9900 07000000 3C00 00 0CF0 0FF0", ["insulin_basal_rate 1.5"]),
            ("3003 07000000 3C00 5F00", ["insulin_reservoir 95.0"]),
            ("FF00 07000000 3C00 01 7DF0 CBF0 EA07 0B 17", ["insulin_bolus_daily 12.5", "insulin_basal_daily 20.3"]),
        ])
    func readings(hex: String, readings: [String]) throws {
        let event = try IDDHistoryData(decoding: Vector.bytes(hex).span)
        let time = DeviceDateTime(year: 2026, month: 11, day: 23, hour: 8, minute: 45, second: 30)
        #expect(event.readings.isEmpty)
        #expect(event.readings(at: .device(time)).map { "\($0.metric.key) \($0.value)" } == readings)
        #expect(event.readings(at: .device(time)).allSatisfy { $0.time == .device(time) })
    }

    @Test("Reference times are there for procedures")
    func reference() throws {
        let event = try IDDHistoryData(decoding: Vector.bytes("3300 07000000 3C00 55 EA07 0B 17 07 2D 1E F6FF").span)
        #expect(event.sequenceNumber == 7)
        #expect(event.relativeOffset == 60)
        #expect(event.referenceTime == DeviceDateTime(year: 2026, month: 11, day: 23, hour: 7, minute: 35, second: 30))
        let other = try IDDHistoryData(decoding: Vector.bytes("0F00 07000000 3C00 33 EA07 0B 17 07 2D 1E 04 04").span)
        #expect(other.referenceTime == DeviceDateTime(year: 2026, month: 11, day: 23, hour: 7, minute: 45, second: 30))
        #expect(try IDDHistoryData(decoding: Vector.bytes("A603 07000000 3C00").span).referenceTime == nil)
    }
}
