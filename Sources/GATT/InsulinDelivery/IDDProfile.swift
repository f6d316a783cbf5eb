// Profiles of a pump: what holds from when to when of a day, block after block.

/// What the blocks of a profile hold. Durations are in minutes.
enum IDDProfile {
    /// IU/h.
    case basalRate
    /// By how much one unit of insulin lowers glucose: mg/dL for each IU.
    case insulinSensitivity
    /// Carbohydrates that one unit of insulin covers: g for each IU.
    case insulinToCarbohydrate
    /// Lower and upper limit in mg/dL.
    case targetGlucose

    /// Two limits leave room for two blocks in a value, one number for three.
    private var blocksMax: Int { self == .targetGlucose ? 2 : 3 }

    func block(_ prefix: String, from value: Span<UInt8>, with reader: inout IDDReader) throws(DecodingError) {
        try reader.uint16("\(prefix)duration", "min", from: value)
        switch self {
        case .basalRate: try reader.sfloat("\(prefix)rate", "[iU]/h", from: value)
        case .insulinSensitivity: try reader.sfloat("\(prefix)isf", "mg/dL/[iU]", from: value)
        case .insulinToCarbohydrate: try reader.sfloat("\(prefix)i2cho_ratio", "g/[iU]", from: value)
        case .targetGlucose:
            try reader.sfloat("\(prefix)lower_target_glucose_limit", "mg/dL", from: value)
            try reader.sfloat("\(prefix)upper_target_glucose_limit", "mg/dL", from: value)
        }
    }

    /// What is written, or read: flags, the template, and up to three blocks. Flags of a write begin with the end of the transaction.
    func blocks(isWrite: Bool, from value: Span<UInt8>, with reader: inout IDDReader) throws(DecodingError) {
        let first = isWrite ? 1 : 0
        let layout = UInt8((1 << (blocksMax - 1) - 1) << first)
        var names: [String?] = isWrite ? ["end transaction"] : []
        names += Array(repeating: nil, count: blocksMax - 1)
        let flags = try reader.flags8("flags", names, layout: layout, from: value)
        try reader.uint8("template_number", from: value)
        try reader.uint8("first_time_block_number_index", from: value)
        try block("first_", from: value, with: &reader)
        if flags & 1 << UInt8(first) != 0 { try block("second_", from: value, with: &reader) }
        if blocksMax > 2, flags & 1 << UInt8(first + 1) != 0 { try block("third_", from: value, with: &reader) }
    }

    /// A block that changed, in history.
    func changedBlock(from value: Span<UInt8>, with reader: inout IDDReader) throws(DecodingError) {
        try reader.uint8("template_number", from: value)
        try reader.uint8("time_block_number", from: value)
        try block("", from: value, with: &reader)
    }
}
