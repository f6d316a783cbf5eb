import GATT
import Testing
import Vitals

@Suite("IDD Status Changed, Status, Annunciation Status, Features")
struct IDDStatusTests {
    private static func state(_ hex: String, _ therapy: String, _ operational: String) -> [Vector] {
        Vector.insulin(
            "2B21", "\(hex) 9600 (150) 01 (attached)",
            [
                "therapy_control_state: \(therapy)", "operational_state: \(operational)", "reservoir_remaining_amount: 150 [iU]",
                "flags: reservoir attached",
            ], readings: ["insulin_reservoir 150"])
    }

    private static func annunciation(_ hex: String, _ type: String) -> Vector {
        Vector(
            "2B22", "01 (flags) 0100 (id) \(hex) (type) 33 (status)",
            ["annunciation_instance_id: 1", "annunciation_type: \(type)", "annunciation_status: pending"], readings: [])
    }

    static let vectors: [Vector] =
        Vector.insulin("2B20", "0000", ["status_changed: none"])
        + Vector.insulin(
            "2B20", "FF00",
            [
                "status_changed: therapy control state changed, operational state changed, reservoir status changed, "
                    + "annunciation status changed, total daily insulin status changed, active basal rate status changed, "
                    + "active bolus status changed, history event recorded"
            ])
        + [Vector("2B20", "00FF", ["status_changed: none", "unknown_status_changed: unknown (0xff00)"])]
        + state("0F0F", "undetermined", "undetermined") + state("3333", "stop", "off") + state("3C3C", "pause", "standby")
        + state("5555", "run", "preparing") + state("555A", "run", "priming") + state("5566", "run", "waiting")
        + state("5596", "run", "ready") + state("0000", "unknown (0x0)", "unknown (0x0)")
        + Vector.insulin(
            "2B21", "55 96 9600 00 (not attached)",
            ["therapy_control_state: run", "operational_state: ready", "reservoir_remaining_amount: 150 [iU]", "flags: none"])
        + Vector.insulin(
            "2B21", "55 96 FF07 (NaN) 01",
            [
                "therapy_control_state: run", "operational_state: ready", "reservoir_remaining_amount: NaN [iU]",
                "flags: reservoir attached",
            ])
        + [
            // Reserved flags: what follows them is kept.
            Vector(
                "2B21", "55 96 CEF5 (1486 e-1) 81 (flags) AA",
                [
                    "therapy_control_state: run", "operational_state: ready", "reservoir_remaining_amount: 148.6 [iU]",
                    "flags: reservoir attached", "unknown_flags: unknown (0x80)", "unknown: aa",
                ], readings: ["insulin_reservoir 148.6"], wholePrefixes: [5]),
            Vector(
                "2B21", protected("55 96 9600 81 (flags) AA 2A (counter)"),
                [
                    "therapy_control_state: run", "operational_state: ready", "reservoir_remaining_amount: 150 [iU]",
                    "flags: reservoir attached", "unknown_flags: unknown (0x80)", "unknown: aa", "e2e_counter: 42",
                ], readings: ["insulin_reservoir 150"], wholePrefixes: [5, 6, 7, 8]),
        ]
        + Vector.insulin("2B22", "00 (flags)", ["annunciation: none"])
        + Vector.insulin(
            "2B22", "3F (flags) FFFF (id) 3C00 (type) 55 (status) 0100 0200 0300 0400 0500",
            [
                "annunciation_instance_id: 65535", "annunciation_type: occlusion detected", "annunciation_status: confirmed",
                "auxinfo1: 1", "auxinfo2: 2", "auxinfo3: 3", "auxinfo4: 4", "auxinfo5: 5",
            ])
        + (1...5).map { number in
            Vector(
                "2B22", "\(["03", "05", "09", "11", "21"][number - 1]) (flags) 0100 (id) 0F00 (type) 0F (status) FFFF",
                [
                    "annunciation_instance_id: 1", "annunciation_type: system issue", "annunciation_status: undetermined",
                    "auxinfo\(number): 65535",
                ])
        }
        + [
            ("0F00", "system issue"), ("3300", "mechanical issue"), ("3C00", "occlusion detected"), ("5500", "reservoir issue"),
            ("5A00", "reservoir empty"), ("6600", "reservoir low"), ("6900", "priming issue"), ("9600", "infusion set incomplete"),
            ("9900", "infusion set detached"), ("A500", "power source insufficient"), ("AA00", "battery empty"), ("C300", "battery low"),
            ("CC00", "battery medium"), ("F000", "battery full"), ("FF00", "temperature out of range"),
            ("0303", "air pressure out of range"), ("0C03", "bolus canceled"), ("3003", "tbr over"), ("3F03", "tbr canceled"),
            ("5603", "max delivery"), ("5903", "date time issue"), ("6503", "temperature"), ("00F0", "unknown (0xf000)"),
            ("0000", "unknown (0x0)"),
        ].map { annunciation($0.0, $0.1) }
        + [
            Vector(
                "2B22", "41 (flags) 0100 0F00 3C",
                [
                    "unknown_flags: unknown (0x40)", "annunciation_instance_id: 1", "annunciation_type: system issue",
                    "annunciation_status: snoozed",
                ]),
            Vector(
                "2B23", "FFFF (no crc) 00 (counter) 6400 (100) 000000", ["insulin_concentration: 100 [iU]/mL", "features: none"],
                readings: []),
            Vector(
                "2B23", "0000 (crc) 01 (counter) 6400 (100) 020000",
                ["insulin_concentration: 100 [iU]/mL", "features: basal rate", "e2e_crc: unknown (0x0)", "e2e_counter: unknown (0x1)"]),
            Vector(
                "2B23", protectedFirst("2A (counter) 6400 (100) FFFF7F"),
                [
                    "insulin_concentration: 100 [iU]/mL",
                    "features: e2e-protection, basal rate, tbr absolute, tbr relative, tbr template, fast bolus, extended bolus, "
                        + "multiwave bolus, bolus delay time, bolus template, bolus activation type, multiple bond, isf profile template, "
                        + "i2cho ratio profile template, target glucose range profile template, insulin on board",
                    "unknown_features: unknown (0x7f0000)", "e2e_counter: 42",
                ]),
            Vector(
                "2B23", "FFFF 00 FF07 (NaN) 000080 8001",
                ["insulin_concentration: NaN [iU]/mL", "features: feature extension", "feature_extension: 80 01"]),
        ]

    /// The checksum in front.
    private static func protectedFirst(_ hex: String) -> String {
        var checksum = ChecksumCCITT()
        for byte in Vector.bytes(hex) { checksum.add(byte) }
        return octets(checksum.value) + hex
    }

    @Test("is decoded field by field", arguments: vectors)
    func decoded(vector: Vector) throws { try vector.check() }

    @Test("A damaged checksum is refused")
    func damaged() {
        #expect(throws: DecodingError.self) { try IDDStatusChanged(decoding: Vector.bytes("0000 01 0000").span) }
        #expect(throws: DecodingError.self) { try IDDStatusChanged(decoding: Vector.bytes("0000 0000").span) }
        #expect(throws: DecodingError.trailing(at: 2, has: 1)) { try IDDStatusChanged(decoding: Vector.bytes("0000 00").span) }
        #expect(throws: DecodingError.trailing(at: 2, has: 4)) { try IDDStatusChanged(decoding: Vector.bytes("0000 00000000").span) }
        #expect(throws: DecodingError.self) { try IDDFeatures(decoding: Vector.bytes("FFFF 00 6400 010000").span) }
    }
}
