import Foundation
import GATT
import TestSupport
import Testing
import Vitals

@Suite("Viatom rings")
struct ViatomTests {
    private static let notify = "0734594A-A8E7-4B1A-A6B1-CD5243059A57"
    private static let write = "8B00ACE7-EB0B-49B0-BBE9-9AEE0A26E1A3"

    /// A response with its checksum.
    static func response(_ payload: String, status: UInt8 = 0) -> [UInt8] {
        ViatomPacket(.response, command: status, payload: Vector.bytes(payload)).bytes
    }

    static func vector(_ payload: String, _ fields: [String], status: UInt8 = 0, readings: [String]) -> Vector {
        let hex = response(payload, status: status).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        return Vector(notify, hex, fields, readings: readings)
    }

    static let vectors: [Vector] = [
        vector(
            "62 (98) 4200 (66) 00000000 61 (97 %) 00 92 (movement) 0A (1.0 %) 01 (worn) 00",
            [
                "status: success", "block: 0", "spo2: 98 %", "pulse_rate: 66 /min", "battery: 97 %", "battery_state: discharging",
                "movement: 146", "perfusion_index: 1.0 %", "worn: yes",
            ], readings: ["skin_contact 1", "oxygen_saturation 98", "pulse_rate 66", "perfusion_index 1", "battery_level 97"]),
        vector(
            "FF FFFF 00000000 60 01 05 00 00 (not worn) 00",
            [
                "status: success", "block: 0", "spo2: no value %", "pulse_rate: no value /min", "battery: 96 %", "battery_state: charging",
                "movement: 5", "perfusion_index: 0.0 %", "worn: no",
            ], readings: ["skin_contact 0", "battery_level 96"]),
        vector(
            "00 0000 01020304 FF 03 (reserved) 00 FF 02 05",
            [
                "status: success", "block: 0", "spo2: no value %", "pulse_rate: no value /min", "battery: 255 %",
                "battery_state: unknown (0x3)", "movement: 0", "perfusion_index: 25.5 %", "worn: yes", "unknown: 01 02 03 04 05",
            ], readings: ["skin_contact 1", "perfusion_index 25.5"]),
        // {"Model":"1652"} and a closing NUL.
        vector(
            "7B224D6F64656C223A2231363532227D00", ["status: success", "block: 0", #"information: {"Model":"1652"}"#], readings: []),
        vector("7B FF (not UTF-8)", ["status: success", "block: 0", "payload: 7b ff"], readings: []),
        vector("", ["status: unknown (0x1)", "block: 0", "payload: none"], status: 1, readings: []),
        Vector(write, "AA 17 E8 0000 0000 1B", ["command: read sensor values", "block: 0", "payload: none"], readings: []),
        Vector(write, "AA 14 EB 0000 0000 C6", ["command: read information", "block: 0", "payload: none"], readings: []),
    ]

    @Test("Requests and responses are decoded field by field", arguments: vectors)
    func decoded(vector: Vector) throws { try vector.check() }

    @Test("The request for sensor values is the one that rings are known to answer")
    func request() {
        #expect(ViatomRequest.readSensorValues.bytes == [0xAA, 0x17, 0xE8, 0x00, 0x00, 0x00, 0x00, 0x1B])
        #expect(ViatomRequest(command: 4, block: 0x0102).bytes.prefix(7) == [0xAA, 0x04, 0xFB, 0x02, 0x01, 0x00, 0x00])
    }

    @Test("A damaged packet is refused, and says why")
    func damaged() throws {
        let notify = try #require(CharacteristicDescription(uuid: .viatomNotify))
        #expect(throws: DecodingError.outOfRange(at: 0, value: 0xAA, allowed: 0x55...0x55)) {
            try notify.decode(ViatomRequest.readSensorValues.bytes)
        }
        #expect(throws: DecodingError.outOfRange(at: 2, value: 0, allowed: 0xFF...0xFF)) { try notify.decode([0x55, 0, 0, 0, 0, 0, 0, 0]) }
        let write = try #require(CharacteristicDescription(uuid: .viatomWrite))
        #expect(throws: DecodingError.checksum(at: 7, computed: 0x1B, found: 0x1C)) {
            try write.decode([0xAA, 0x17, 0xE8, 0, 0, 0, 0, 0x1C])
        }
    }

    @Test("Without the ring on a finger, values are of no contact")
    func contact() throws {
        let value = try CharacteristicDescription(uuid: .viatomNotify)?.decode(Self.response("62 4200 00000000 61 00 00 0A 00 00"))
        let readings = try #require(value?.readings)
        #expect(readings.first { $0.metric == .oxygenSaturation }?.quality == .noContact)
        #expect(readings.first { $0.metric == .pulseRate }?.quality == .noContact)
        #expect(!readings.contains { $0.metric == .perfusionIndex })
    }

    @Suite("joined from notifications")
    struct Assembly {
        private static let values = ViatomTests.response("62 4200 00000000 61 00 92 0A 01 00")
        private static let failure = ViatomTests.response("", status: 1)

        @Test("A response arrives whole, however it was cut", arguments: 1...21)
        func pieces(size: Int) {
            var assembler = ViatomAssembler()
            var whole: [[UInt8]] = []
            let bytes = Self.values + Self.failure
            for start in stride(from: 0, to: bytes.count, by: size) {
                whole += assembler.add(Array(bytes[start..<min(start + size, bytes.count)]))
            }
            #expect(whole == [Self.values, Self.failure])
            #expect(assembler.heldCount == 0)
        }

        @Test("A response is joined though what came was stored between")
        func stored() throws {
            var assembler = ViatomAssembler()
            #expect(assembler.add(Array(Self.values.prefix(20))).isEmpty)
            assembler = try JSONDecoder().decode(ViatomAssembler.self, from: JSONEncoder().encode(assembler))
            #expect(assembler.add(Array(Self.values.dropFirst(20))) == [Self.values])
        }

        @Test("What is no response is dropped, and a lost notification costs one response only")
        func resynchronizes() {
            var assembler = ViatomAssembler()
            #expect(assembler.add([0x00, 0x01, 0x55, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00] + Self.values) == [Self.values])
            #expect(assembler.add(Array(Self.values.prefix(12))).isEmpty)
            #expect(assembler.add(Self.values) == [Self.values])
            assembler.reset()
            #expect(assembler.add(Self.values) == [Self.values])
        }

        @Test("A length beyond the bound does not make it wait, and it never holds more than one packet and a notification")
        func bounded() {
            var assembler = ViatomAssembler()
            #expect(assembler.add([0x55, 0x00, 0xFF, 0, 0, 0xFF, 0xFF]).isEmpty)
            #expect(assembler.heldCount == 0)
            #expect(assembler.add(Self.values) == [Self.values])
            var random = SeededGenerator(seed: 3)
            for _ in 0..<2000 {
                let bytes = (0..<20).map { _ in
                    [0x55, 0x00, 0xFF, UInt8.random(in: 0...255, using: &random)].randomElement(using: &random) ?? 0
                }
                _ = assembler.add(bytes)
                #expect(assembler.heldCount < ViatomAssembler.payloadMax + 8)
            }
        }
    }
}
