import GATT
import Testing
import Vitals

@Suite("Reconnection Configuration")
struct ReconnectionTests {
    /// Timeout 60 s, intervals 7.5 ms and 4 s, latency 0, supervision 32 s, advertising each 20 ms, 10 times, every 30 s.
    private static let parameters = "3C00 0600 800C 0000 800C 2000 0A00 1E00"
    private static let parameterFields = [
        "reconnection_timeout: 60 s", "minimum_connection_interval: 7.50 ms", "maximum_connection_interval: 4000.00 ms",
        "peripheral_latency: 0", "supervision_timeout_multiplier: 32000 ms", "advertisement_interval: 20.000 ms", "advertisement_count: 10",
        "advertisement_repetition_time: 30 s",
    ]

    private static func both(_ hex: String, _ fields: [String]) -> [Vector] {
        let length = Vector.bytes(hex).count
        return [
            Vector("2B1F", hex, fields, readings: []), Vector("2B1F", protected(hex), fields, readings: [], wholePrefixes: [length]),
        ]
    }

    /// The checksum in front.
    private static func protectedFirst(_ hex: String) -> String {
        var checksum = ChecksumCCITT()
        for byte in Vector.bytes(hex) { checksum.add(byte) }
        return octets(checksum.value) + hex
    }

    static let features: [Vector] = [
        Vector("2B1D", "FFFF (no crc) 000000", ["rc_features: none"], readings: []),
        Vector(
            "2B1D", "1234 (crc though unsupported) 060000",
            ["rc_features: enable disconnect, ready for disconnect", "e2e_crc: unknown (0x3412)"]),
        Vector(
            "2B1D", protectedFirst("FFFF7F"),
            [
                "rc_features: e2e-crc, enable disconnect, ready for disconnect, propose reconnection timeout, propose connection interval, "
                    + "propose peripheral latency, propose supervision timeout, propose advertisement interval, "
                    + "propose advertisement count, "
                    + "propose advertisement repetition time, advertisement configuration 1, advertisement configuration 2, "
                    + "advertisement configuration 3, advertisement configuration 4, upgrade to lesc only, next pairing oob, "
                    + "use of filter accept list, limited access",
                "unknown_rc_features: unknown (0x7c0000)",
            ]),
        Vector("2B1D", "FFFF 000080 8101", ["rc_features: feature extension", "feature_extension: 81 01"]),
        Vector("2B1E", "03 (length) 0000", ["settings: none", "advertisement_mode: advertisement configuration 1"], readings: []),
        Vector(
            "2B1E", "03 (length) 7603",
            [
                "settings: lesc only, use oob pairing, ready for disconnect, limited access, access permitted",
                "advertisement_mode: advertisement configuration 4",
            ]),
        Vector(
            "2B1E", "03 (length) 89FD",
            ["settings: none", "unknown_settings: unknown (0xfc89)", "advertisement_mode: advertisement configuration 2"]),
        Vector(
            "2B1E", protected("05 (length) 1002"), ["settings: ready for disconnect", "advertisement_mode: advertisement configuration 3"]),
        Vector(
            "2B1E", protected("06 (length) 1000 AA"),
            ["settings: ready for disconnect", "advertisement_mode: advertisement configuration 1", "unknown: aa"]),
        Vector(
            "2B1E", "04 (length) 1000 AA",
            ["settings: ready for disconnect", "advertisement_mode: advertisement configuration 1", "unknown: aa"]),
    ]

    static let operations: [Vector] =
        both("00", ["opcode: enable disconnect"]) + both("01", ["opcode: get actual communication parameters"])
        + both("02 \(parameters)", ["opcode: propose settings"] + parameterFields)
        + both(
            "02 FEFF FFFF FFFF FFFF FFFF FFFF FFFF FFFF",
            [
                "opcode: propose settings", "reconnection_timeout: disabled s",
                "minimum_connection_interval: not changed or not supported ms",
                "maximum_connection_interval: not changed or not supported ms", "peripheral_latency: not changed or not supported",
                "supervision_timeout_multiplier: not changed or not supported ms",
                "advertisement_interval: not changed or not supported ms", "advertisement_count: not changed or not supported",
                "advertisement_repetition_time: not changed or not supported s",
            ])
        + both("03 01", ["opcode: activate stored settings", "parameter_set: 1"]) + both("04", ["opcode: get max values"])
        + both("05", ["opcode: get min values"]) + both("06 02", ["opcode: get stored values", "parameter_set: 2"])
        + both("07 2C010000", ["opcode: set filter accept list timer", "filter_accept_list_timer: 300 s"])
        + both("07 00000000", ["opcode: set filter accept list timer", "filter_accept_list_timer: filter accept list disabled s"])
        + both("07 FEFFFFFF", ["opcode: set filter accept list timer", "filter_accept_list_timer: timer disabled s"])
        + both("08", ["opcode: get filter accept list timer"])
        + both("09 03", ["opcode: set advertisement configuration", "advertisement_configuration: advertisement configuration 4"])
        + both("09 04", ["opcode: set advertisement configuration", "advertisement_configuration: unknown (0x4)"])
        + both("0A FF", ["opcode: upgrade to lesc only", "enable: true"]) + both("0B 00", ["opcode: switch oob pairing", "enable: false"])
        + both("0C 01", ["opcode: limited access", "enable: unknown (0x1)"])
        + zip(
            0...,
            [
                "unknown (0x0)", "success", "opcode not supported", "invalid operand", "operation failed",
                "communication parameter out of range", "invalid parameter combination", "device busy",
                "communication parameters rejected", "proposal accepted",
            ]
        ).flatMap {
            both("0E 00 0\($0)", ["opcode: procedure response", "request_opcode: enable disconnect", "result_code: \($1)"])
        }
        + both(
            "0E 02 05 81",
            [
                "opcode: procedure response", "request_opcode: propose settings", "result_code: communication parameter out of range",
                "result_parameter: reconnection_timeout, advertisement_repetition_time",
            ])
        + both(
            "0E 02 06 06",
            [
                "opcode: procedure response", "request_opcode: propose settings", "result_code: invalid parameter combination",
                "result_parameter: minimum_connection_interval, maximum_connection_interval",
            ])
        + both("0E 02 09", ["opcode: procedure response", "request_opcode: propose settings", "result_code: proposal accepted"])
        + both("0F 04 \(parameters)", ["opcode: communication parameter response", "request_opcode: get max values"] + parameterFields)
        + both(
            "10 2C010000 0A000000 100E0000",
            [
                "opcode: filter accept list timer response", "filter_accept_list_timer: 300 s", "minimum_filter_accept_list_timer: 10 s",
                "maximum_filter_accept_list_timer: 3600 s",
            ])
        + both("11 \(parameters)", ["opcode: client parameter indication"] + parameterFields)
        + [
            Vector("2B1F", "0D", ["opcode: unknown (0xd)", "operand: none"]),
            Vector("2B1F", "FF 01", ["opcode: unknown (0xff)", "operand: 01"], wholePrefixes: [1]),
        ]

    @Test("Features and settings are decoded field by field", arguments: features)
    func decoded(vector: Vector) throws { try vector.check() }

    @Test("The control point is decoded op code by op code", arguments: operations)
    func operation(vector: Vector) throws { try vector.check() }

    @Test("Damaged values are refused")
    func damaged() {
        func decode(_ uuid: UInt16, _ hex: String) throws -> [Field]? {
            try CharacteristicDescription(uuid: BluetoothUUID(short: uuid))?.decode(Vector.bytes(hex)).fields
        }
        #expect(throws: DecodingError.self) { try decode(0x2B1D, "0000 010000") }
        #expect(throws: DecodingError.outOfRange(at: 0, value: 2, allowed: 3...255)) { try decode(0x2B1E, "02 0000") }
        #expect(throws: DecodingError.truncated(at: 0, needs: 4, has: 3)) { try decode(0x2B1E, "04 0000") }
        #expect(throws: DecodingError.trailing(at: 3, has: 1)) { try decode(0x2B1E, "03 0000 00") }
        #expect(throws: DecodingError.self) { try decode(0x2B1E, "05 0000 0000") }
        #expect(throws: DecodingError.self) { try decode(0x2B1F, "00 0000") }
    }
}
