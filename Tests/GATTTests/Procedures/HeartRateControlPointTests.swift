import GATT
import Testing

@Suite("Heart Rate Control Point")
struct HeartRateControlPointTests {
    @Test(
        "is decoded, reserved commands included",
        arguments: [
            Vector("2a39", "01", ["heart_rate_control_point: reset energy expended"], readings: []),
            Vector("2a39", "00", ["heart_rate_control_point: unknown (0x0)"]),
            Vector("2a39", "FF", ["heart_rate_control_point: unknown (0xff)"]),
        ])
    func decoded(vector: Vector) throws { try vector.check() }

    @Test("refuses a second octet")
    func trailing() {
        let bytes: [UInt8] = [1, 0]
        #expect(throws: DecodingError.trailing(at: 1, has: 1)) { try HeartRateControlPoint(decoding: bytes.span) }
    }
}
