// Continuous Glucose Monitoring Service: how long a sensor can be expected to last.

/// A CGM Session Run Time (0x2AAB): hours that a session may take, maybe a checksum. Source: Continuous Glucose Monitoring Service 1.0.2,
/// §3.5; GATT Specification Supplement, "CGM Session Run Time".
package struct CGMSessionRunTime: CharacteristicValue {
    package let hours: UInt16

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        hours = try cursor.uint16(from: value)
        try cursor.endOrChecksum(of: value)
    }

    package var fields: [Field] { [.integer("session_run_time", hours, "h")] }
}
