// Insulin Delivery Service: what has changed and should be asked for.

/// An IDD Status Changed (0x2B20): 16 bits that stay set until they are reset through the status reader; maybe a counter and a checksum.
/// Source: Insulin Delivery Service 1.0.2, §3.1; GATT Specification Supplement, "IDD Status Changed".
package struct IDDStatusChanged: CharacteristicValue {
    package let fields: [Field]

    static let names = [
        "therapy control state changed", "operational state changed", "reservoir status changed", "annunciation status changed",
        "total daily insulin status changed", "active basal rate status changed", "active bolus status changed", "history event recorded",
    ]

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var reader = IDDReader()
        try reader.flags16("status_changed", Self.names, from: value)
        try reader.end(of: value)
        fields = reader.fields
    }
}
