// Generic Health Sensor Service: starts and stops live observations.

/// A GHS Control Point (0x2BF4): one byte of op code. Source: Generic Health Sensor Service 1.0, "GHS Control Point".
package struct HealthSensorControlPoint: CharacteristicValue {
    package let opCode: UInt8

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        opCode = try cursor.uint8(from: value)
        try cursor.end(of: value)
    }

    package var fields: [Field] {
        switch opCode {
        case 0x01: [.text("op_code", "start sending live observations")]
        case 0x02: [.text("op_code", "stop sending live observations")]
        case 0x80: [.text("op_code", "success")]
        default: [Field("op_code", .unknown(UInt64(opCode)))]
        }
    }
}
