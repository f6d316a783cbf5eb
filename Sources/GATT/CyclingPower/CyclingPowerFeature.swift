// Cycling Power Service: what a power meter can do.

import Vitals

/// A Cycling Power Feature (0x2A65): 32 bits, two of which are codes of their own.
///
/// Bit 16 says whether the meter measures force or torque, bits 20 and 21 whether it may be one of several on a bicycle. Source: Cycling
/// Power Service 1.1, §3.1; GATT Specification Supplement, "Cycling Power Feature".
package struct CyclingPowerFeature: CharacteristicValue {
    package let bits: UInt32

    private static let names: [String?] = [
        "pedal power balance", "accumulated torque", "wheel revolution data", "crank revolution data", "extreme magnitudes",
        "extreme angles", "top and bottom dead spot angles", "accumulated energy", "offset compensation indicator", "offset compensation",
        "cycling power measurement characteristic content masking", "multiple sensor locations", "crank length adjustment",
        "chain length adjustment", "chain weight adjustment", "span length adjustment", nil, "instantaneous measurement direction",
        "factory calibration date", "enhanced offset compensation",
    ]
    private static let distributed: [String?] = ["unspecified", "not for use in a distributed system", "for use in a distributed system"]

    private static let torqueBased: UInt32 = 1 << 16
    private static let distributedSystem: UInt32 = 0b11 << 20

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        bits = try cursor.uint32(from: value)
        try cursor.end(of: value)
    }

    /// The answers to an offset compensation are torque, else force.
    package var isTorqueBased: Bool { bits & Self.torqueBased != 0 }

    package var fields: [Field] {
        var fields = Field.flags("cycling_power_feature", bits & ~(Self.torqueBased | Self.distributedSystem), Self.names)
        let context: Field = .text("sensor_measurement_context", isTorqueBased ? "torque based" : "force based")
        fields.insert(contentsOf: [context, .code("distributed_system_support", bits >> 20 & 0b11, Self.distributed)], at: 1)
        return fields
    }
}
