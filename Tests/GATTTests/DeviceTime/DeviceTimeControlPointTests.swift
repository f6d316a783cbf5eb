import GATT
import Testing
import Vitals

@Suite("Device Time Control Point")
struct DeviceTimeControlPointTests {
    private static let update = [
        "time_update_flags: UTC aligned, adjust reason external reference, epoch year 2000", "base_time: 2026-11-23T07:45:00",
        "time_zone: 60 min", "dst_offset: 0 min", "time_source: network time protocol", "time_accuracy: not known s",
    ]

    static let vectors = [
        Vector("2B91", "02 4900 (flags) 7CAB9632 04 00 01 (source) FF (accuracy)", ["opcode: propose time update"] + update, readings: []),
        Vector(
            "2B91", "03 4900 7CAB9632 04 00 01 FF 0080 (fractions)",
            ["opcode: force time update"] + update + ["base_time_second_fractions: 0.5 s"], wholePrefixes: [11]),
        Vector(
            "2B91", "02 B6FF (the other flags, and reserved) 00000000 80 FF 00 00",
            [
                "opcode: propose time update",
                "time_update_flags: qualified local time, adjust reason manual, adjust reason time zone, adjust reason DST offset, "
                    + "second-fractions not valid", "unknown_time_update_flags: unknown (0xff00)", "base_time: 1900-01-01T00:00:00",
                "time_zone: not known min", "dst_offset: not known min", "time_source: unknown", "time_accuracy: 0.000 s",
            ]),
        Vector("2B91", "04 3C00", ["opcode: propose non-logged time adjustment limit", "non_logged_time_adjustment_limit: 60 s"]),
        Vector("2B91", "05", ["opcode: retrieve active time adjustments"]),
        Vector("2B91", "2A58 (checksum) 05", ["opcode: retrieve active time adjustments"], wholePrefixes: [1, 2]),
        Vector("2B91", "07 01 02 03", ["opcode: report active time adjustments", "operand: 01 02 03"], wholePrefixes: [1, 2, 3]),
        Vector("2B91", "09 02 01", ["opcode: response", "request_opcode: propose time update", "response_value: success"]),
        Vector("2B91", "09 AA 02", ["opcode: response", "request_opcode: unknown (0xaa)", "response_value: opcode not supported"]),
        Vector(
            "2B91", "09 04 03",
            ["opcode: response", "request_opcode: propose non-logged time adjustment limit", "response_value: invalid operand"]),
        Vector(
            "2B91", "09 05 04",
            ["opcode: response", "request_opcode: retrieve active time adjustments", "response_value: procedure failed"]),
        Vector("2B91", "09 03 06", ["opcode: response", "request_opcode: force time update", "response_value: unknown (0x6)"]),
        Vector("2B91", "09 03 07", ["opcode: response", "request_opcode: force time update", "response_value: device busy"]),
        Vector(
            "2B91", "09 02 05 7F01 (flags)",
            [
                "opcode: response", "request_opcode: propose time update", "response_value: procedure rejected",
                "rejection_flags: time value unrealistic, request not authorized, operand out of range, time source not UTC aligned, "
                    + "time accuracy out of range, time source quality too low, epoch year not aligned, lack of precision",
            ]),
        Vector(
            "2B91", "09 02 05 80FE (flags)",
            [
                "opcode: response", "request_opcode: propose time update", "response_value: procedure rejected",
                "rejection_flags: accepted in part (bit 9), accepted in part (bit 10)", "unknown_rejection_flags: unknown (0xf880)",
            ]),
        Vector("2B91", "06 0102 (reserved)", ["opcode: unknown (0x6)", "operand: 01 02"], wholePrefixes: [1, 2]),
        Vector("2B91", "00", ["opcode: unknown (0x0)", "operand: none"]),
    ]

    @Test("Requests and responses", arguments: vectors)
    func values(vector: Vector) throws { try vector.check() }

    @Test("What is left over, or cut, is refused")
    func refused() {
        #expect(throws: DecodingError.trailing(at: 3, has: 1)) { try DeviceTimeControlPoint(decoding: ([9, 2, 1, 0] as [UInt8]).span) }
        #expect(throws: DecodingError.truncated(at: 3, needs: 2, has: 1)) {
            try DeviceTimeControlPoint(decoding: ([9, 2, 5, 0] as [UInt8]).span)
        }
    }

    /// 2026-11-23T07:45:00.500Z
    private static let moment = Timestamp(milliseconds: 1795419900500)

    private func proposal(_ features: UInt16, at moment: Timestamp = Self.moment) -> [UInt8]? {
        let features = DeviceTimeFeature(features: features)
        let right = LocalTime(moment: moment, timeZone: TimeZoneQuarters(code: 4), daylightSaving: DaylightSaving(code: 0))
        let update = DeviceTimeUpdate(to: right, for: features)
        return update.map { DeviceTimeControlPoint.proposeTimeUpdate($0).encoded(for: features) }
    }

    @Test("A proposed time is written as the device's features want it")
    func proposed() {
        #expect(proposal(1 << 10) == Vector.bytes("02 4900 7CAB9632 04 00 01 FF"))
        #expect(proposal(1 << 9) == Vector.bytes("02 0900 7C6DAEEE 04 00 01 FF"))
        #expect(proposal(1 << 9 | 1 << 10) == Vector.bytes("02 4900 7CAB9632 04 00 01 FF"))
        #expect(proposal(1 << 10 | 1 << 2 | 1) == Vector.bytes("ABAD 0249007CAB9632040001FF 0080"))
    }

    @Test("A moment that the epoch does not reach cannot be proposed")
    func unreachable() {
        #expect(proposal(1 << 10, at: Timestamp(milliseconds: 946_684_799_999)) == nil)
        #expect(proposal(1 << 9, at: Timestamp(milliseconds: -2_208_988_800_001)) == nil)
        #expect(proposal(1 << 9, at: Timestamp(milliseconds: -2_208_988_800_000)) == Vector.bytes("02 0900 00000000 04 00 01 FF"))
        #expect(
            proposal(1 << 9 | 1 << 2, at: Timestamp(milliseconds: -2_208_988_799_750)) == Vector.bytes("02 0900 00000000 04 00 01 FF 0040"))
        #expect(proposal(1 << 10, at: Timestamp(milliseconds: .min)) == nil)
        #expect(proposal(1 << 10, at: Timestamp(milliseconds: .max)) == nil)
        // 2136-02-07T06:28:16Z
        #expect(proposal(1 << 10, at: Timestamp(milliseconds: 946_684_800_000 + 4_294_967_296_000)) == nil)
    }

    @Test("Other requests")
    func requests() {
        let plain = DeviceTimeFeature(features: 0)
        #expect(DeviceTimeControlPoint.retrieveActiveTimeAdjustments.encoded(for: plain) == [5])
        #expect(
            DeviceTimeControlPoint.retrieveActiveTimeAdjustments.encoded(for: DeviceTimeFeature(features: 1)) == Vector.bytes("2A58 05"))
        #expect(DeviceTimeControlPoint.proposeNonLoggedTimeAdjustmentLimit(seconds: 60).encoded(for: plain) == [4, 60, 0])
        #expect(DeviceTimeControlPoint.response(request: 2, result: 5, rejection: 0x102).encoded(for: plain) == [9, 2, 5, 2, 1])
    }
}
