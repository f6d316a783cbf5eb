// A bolus as it stands in answers, commands and history: the same fields, in the same order.

/// Amounts are in IU; a duration is that of the extended part, in minutes.
struct IDDBolus {
    let fast: MedicalFloat
    let extended: MedicalFloat

    init(from value: Span<UInt8>, with reader: inout IDDReader) throws(DecodingError) {
        try reader.code8("bolus_type", .bolusType, from: value)
        fast = try reader.sfloat("bolus_fast_amount", "[iU]", from: value)
        extended = try reader.sfloat("bolus_extended_amount", "[iU]", from: value)
        try reader.uint16("bolus_duration", "min", from: value)
    }

    /// Both parts together; `nil` where either is no number.
    var total: Double? {
        guard let fast = fast.double, let extended = extended.double else { return nil }
        return fast + extended
    }

    /// Bits of the flags of an active, set or programmed bolus.
    static let flagNames: [String?] = [nil, nil, nil, "bolus delivery reason correction", "bolus delivery reason meal"]
    static let flagLayout: UInt8 = 0b0111

    /// What the flags say comes after the bolus.
    static func options(_ flags: UInt8, from value: Span<UInt8>, with reader: inout IDDReader) throws(DecodingError) {
        if flags & 1 << 0 != 0 { try reader.delay("bolus_delay_time", from: value) }
        if flags & 1 << 1 != 0 { try reader.uint8("bolus_template_number", from: value) }
        if flags & 1 << 2 != 0 { try reader.code8("bolus_activation_type", .bolusActivationType, from: value) }
    }

    /// Bits of the flags of a template.
    static let templateFlagNames: [String?] = [nil, "bolus delivery reason correction", "bolus delivery reason meal"]
    static let templateFlagLayout: UInt8 = 0b0001

    static func template(from value: Span<UInt8>, with reader: inout IDDReader) throws(DecodingError) {
        try reader.uint8("bolus_template_number", from: value)
        let flags = try reader.flags8("flags", templateFlagNames, layout: templateFlagLayout, from: value)
        _ = try IDDBolus(from: value, with: &reader)
        if flags & 1 != 0 { try reader.delay("bolus_delay_time", from: value) }
    }
}
