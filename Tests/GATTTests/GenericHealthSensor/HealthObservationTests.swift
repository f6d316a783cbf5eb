import GATT
import Testing

@Suite("Generic Health Sensor: observations")
struct HealthObservationTests {
    @Test("of every class are decoded field by field", arguments: Self.classes)
    func value(vector: Vector) throws { try vector.check() }

    @Test("have optional fields, alone and all together", arguments: Self.optionals)
    func optionalFields(vector: Vector) throws { try vector.check() }

    @Test("are readings where the catalogue has the type and the unit converts", arguments: Self.units)
    func reading(vector: Vector) throws { try vector.check() }

    @Test("in segments are kept for joining, and joined give the same", arguments: Self.segments)
    func segment(vector: Vector) throws { try vector.check() }

    @Test("with a length that is not theirs are refused")
    func lengths() throws {
        let live = try #require(CharacteristicDescription.all.first { $0.name == "Live Health Observations" })
        // Numeric, flags 0: 8 bytes follow the length.
        for hex in ["03 01 0700 0000 2002 62000000", "03 01 0900 0000 2002 62000000 00", "03 01 0800 0000 2002 62000000 00"] {
            #expect(throws: DecodingError.self) { try live.decode(Vector.bytes(hex)) }
        }
        // A bundle in a bundle; a component of a class without a length; a text that is none.
        for hex in [
            "03 FF 0900 0000 01 FF 0300 0000 00", "03 07 0800 0000 01 01000000 07", "03 03 0500 0000 0100 FF",
            "03 04 1C00 0000 B210"
                + "01000000 00000000 01000000 01 02 FFFFFFFF 0102",
        ] {
            #expect(throws: DecodingError.self) { try live.decode(Vector.bytes(hex)) }
        }
    }

    @Test("joined from segments decode as one")
    func joined() throws {
        let bytes = Vector.bytes("01 0C00 0100 B84B0200 2002 62000000")
        #expect(try bytes.joinedObservation().type == 150_456)
        #expect(throws: DecodingError.self) { try Array(bytes.dropLast()).joinedObservation() }
    }

    static let head = ["segment: first, last", "rolling_segment_counter: 0"]

    static let classes = [
        Vector(
            "2B8B", "03 (first and last) 01 (numeric) 0C00 0100 (type) B84B0200 (MDC_PULS_OXIM_SAT_O2) 2002 (%) 62000000 (98)",
            head + ["observation_class: numeric", "observation_type: 150456", "unit_code: 544", "value: 98 %"],
            readings: ["oxygen_saturation 98"]),
        Vector(
            "2B8B", "FF (counter 63) 02 (simple discrete) 0A00 0100 F0558000 F0000300 (3::240)",
            [
                "segment: first, last", "rolling_segment_counter: 63", "observation_class: simple discrete",
                "observation_type: 8410608", "value: 196848",
            ], readings: []),
        Vector(
            "2B8B", "03 03 (string) 0700 0000 0300 4D616E (Man)", head + ["observation_class: string", "value: Man"], readings: []),
        Vector("2B8B", "03 03 0400 0000 0000", head + ["observation_class: string", "value: "], readings: []),
        Vector(
            "2B8B",
            "03 04 (sample array) 2000 0000 B210 (mV) 4C0600FD (1.612) 00080000 (2048) 0A0000FD (0.010 s) 01 01 0A000000 (10)"
                + "F907FB07F507FF070C08",
            head + [
                "observation_class: sample array", "unit_code: 4274", "scale_factor: 1.612 mV", "offset: 2048",
                "sample_period: 0.010 s", "samples_per_period: 1", "bytes_per_sample: 1", "number_of_samples: 10",
                "samples: f9 07 fb 07 f5 07 ff 07 0c 08",
            ], readings: []),
        Vector(
            "2B8B", "03 05 (compound discrete event) 0B00 0000 02 F0000300 AE010300",
            head + ["observation_class: compound discrete event", "value: 196848, 197038"], readings: []),
        Vector(
            "2B8B", "03 06 (compound state or event) 0900 0000 02 0F00 0300 0100",
            head + [
                "observation_class: compound state/event", "supported_mask: 0f 00", "state_or_event_mask: 03 00", "value: 01 00",
            ], readings: []),
        Vector(
            "2B8B",
            "03 07 (compound) 2800 0100 044A0200 (MDC_PRESS_BLD_NONINV) 03"
                + "054A0200 01 200F (mmHg) 78000000 (120) 064A0200 01 200F 50000000 (80) 074A0200 01 200F FFFF7F00 (NaN)",
            head + [
                "observation_class: compound", "observation_type: 150020",
                "component_1_type: 150021", "component_1_unit_code: 3872", "component_1_value: 120 mm[Hg]",
                "component_2_type: 150022", "component_2_unit_code: 3872", "component_2_value: 80 mm[Hg]",
                "component_3_type: 150023", "component_3_unit_code: 3872", "component_3_value: NaN mm[Hg]",
            ], readings: ["systolic_pressure 120", "diastolic_pressure 80"]),
        Vector(
            "2B8B",
            "03 07 1300 0000 02 01000000 02 05000000 02000000 03 0000",
            head + [
                "observation_class: compound", "component_1_type: 1", "component_1_value: 5", "component_2_type: 2",
                "component_2_value: ",
            ], readings: []),
        Vector(
            "2B8B",
            "03 08 (TLV encoded) 2700 0000 04 01000000 0100 04 (uint8) FF 02000000 0200 16 (medfloat16) 0008 (NRes)"
                + "03000000 0200 19 (utf8) C3A9 04000000 0300 1B (opaque) 010203",
            head
                + [
                    "observation_class: TLV encoded", "value_1_type: 1", "value_1_format: 4", "value_1_value: 255", "value_2_type: 2",
                    "value_2_format: 22", "value_2_value: NRes", "value_3_type: 3", "value_3_format: 25", "value_3_value: é",
                    "value_4_type: 4", "value_4_format: 27", "value_4_value: 01 02 03",
                ], readings: []),
        Vector(
            "2B8B",
            "03 FF (bundle) 2F00 4200 (time, supplement) 22 (UTC, current timeline) 7CAB96320000 00 00 01 3C4C0200 02"
                + "01 0C00 0100 B84B0200 2002 62000000 01 0C00 0100 1A480200 A00A 48000000",
            head + [
                "observation_class: bundle", "time_stamp_kind: UTC", "time_stamp: 2026-11-23T07:45:00", "time_stamp_timeline: current",
                "time_sync_source: unknown", "supplemental_information: 150588",
                "observation_1_observation_class: numeric", "observation_1_observation_type: 150456", "observation_1_unit_code: 544",
                "observation_1_value: 98 %",
                "observation_2_observation_class: numeric", "observation_2_observation_type: 149530", "observation_2_unit_code: 2720",
                "observation_2_value: 72 /min",
            ], readings: ["oxygen_saturation 98", "pulse_rate 72"]),
        Vector(
            "2B8B", "03 09 (reserved class) 0400 0000 ABCD", head + ["observation_class: unknown (0x9)", "unknown: ab cd"], readings: []),
        Vector("2B8B", "03 00 (reserved class) 0200 0000", head + ["observation_class: unknown (0x0)", "unknown: none"], readings: []),
    ]

    static let segments = [
        Vector(
            "2B8B", "05 (first, counter 1) 010C00", ["segment: first", "rolling_segment_counter: 1", "segment_payload: 01 0c 00"],
            readings: [], wholePrefixes: [1, 2, 3]),
        Vector(
            "2B8B", "08 (neither, counter 2) 62", ["segment: none", "rolling_segment_counter: 2", "segment_payload: 62"],
            readings: [], wholePrefixes: [1]),
        Vector(
            "2BDD", "0E (last, counter 3) 6200", ["segment: last", "rolling_segment_counter: 3", "segment_payload: 62 00"],
            readings: [], wholePrefixes: [1, 2]),
        Vector(
            "2BDD", "03 2A000000 (record 42) 01 1500 0300 (type, time) 5C4B0200 20 (local time) 7CAB96320000 06 00 A017 740100FF (37.2)",
            head + [
                "record_number: 42", "observation_class: numeric", "observation_type: 150364", "time_stamp_kind: local time",
                "time_stamp: 2026-11-23T07:45:00", "time_stamp_timeline: current", "time_sync_source: cellular network",
                "unit_code: 6048", "value: 37.2 Cel",
            ], readings: ["body_temperature 37.2"]),
        Vector(
            "2BDD", "03 01000000 01 1500 0300 5C4B0200 01 (tick counter) 640000000000 00 00 A017 740100FF",
            head + [
                "record_number: 1", "observation_class: numeric", "observation_type: 150364", "time_stamp_kind: tick counter",
                "time_stamp: 100 s", "unit_code: 6048", "value: 37.2 Cel",
            ], readings: []),
    ]
}
