// A temporary basal rate as it stands in answers, commands and history.

/// A rate in IU/h, or a factor of the basal rate, by its type.
struct IDDTemporaryRate {
    let type: UInt8
    let value: MedicalFloat

    private static let absolute: UInt8 = 0x33
    private static let relative: UInt8 = 0x3C

    init(from value: Span<UInt8>, with reader: inout IDDReader) throws(DecodingError) {
        type = try reader.code8("tbr_type", .tbrType, from: value)
        self.value = try reader.sfloat("tbr_adjustment_value", type == Self.absolute ? "[iU]/h" : "1", from: value)
    }

    /// What is delivered in place of a basal rate; `nil` where the numbers or the type do not say.
    func adjusted(_ rate: MedicalFloat) -> Double? {
        switch type {
        case Self.absolute: value.double
        case Self.relative: rate.double.flatMap { rate in value.double.map { rate * $0 } }
        default: nil
        }
    }

    static func template(from value: Span<UInt8>, with reader: inout IDDReader) throws(DecodingError) {
        try reader.uint8("tbr_template_number", from: value)
        _ = try IDDTemporaryRate(from: value, with: &reader)
        try reader.uint16("tbr_duration", "min", from: value)
    }
}
