// The op codes of a pump's commands, which the control point and the data characteristic share.

/// Op codes and operands of commands and of their answers. Source: Insulin Delivery Service 1.0.2, §3.6 and §3.7.
enum IDDCommandOperation {
    static let opCodes = IDDCodes([
        0x0F55: "response code", 0x0F5A: "set therapy control state", 0x0F66: "set flight mode", 0x0F69: "snooze annunciation",
        0x0F96: "snooze annunciation response", 0x0F99: "confirm annunciation", 0x0FA5: "confirm annunciation response",
        0x0FAA: "read basal rate profile template", 0x0FC3: "read basal rate profile template response",
        0x0FCC: "write basal rate profile template", 0x0FF0: "write basal rate profile template response", 0x0FFF: "set tbr adjustment",
        0x1111: "cancel tbr adjustment", 0x111E: "get tbr template", 0x1122: "get tbr template response", 0x112D: "set tbr template",
        0x1144: "set tbr template response", 0x114B: "set bolus", 0x1177: "set bolus response", 0x1178: "cancel bolus",
        0x1187: "cancel bolus response", 0x1188: "get available boluses", 0x11B4: "get available boluses response",
        0x11BB: "get bolus template", 0x11D2: "get bolus template response", 0x11DD: "set bolus template",
        0x11E1: "set bolus template response", 0x11EE: "get template status and details",
        0x1212: "get template status and details response", 0x121D: "reset template status", 0x1221: "reset template status response",
        0x122E: "activate profile templates", 0x1247: "activate profile templates response", 0x1248: "get activated profile templates",
        0x1274: "get activated profile templates response", 0x127B: "start priming", 0x1284: "stop priming",
        0x128B: "set initial reservoir fill level", 0x12B7: "reset reservoir insulin operation time", 0x12B8: "read isf profile template",
        0x12D1: "read isf profile template response", 0x12DE: "write isf profile template",
        0x12E2: "write isf profile template response", 0x12ED: "read i2cho ratio profile template",
        0x1414: "read i2cho ratio profile template response", 0x141B: "write i2cho ratio profile template",
        0x1427: "write i2cho ratio profile template response", 0x1428: "read target glucose range profile template",
        0x1441: "read target glucose range profile template response", 0x144E: "write target glucose range profile template",
        0x1472: "write target glucose range profile template response", 0x147D: "get max bolus amount",
        0x1482: "get max bolus amount response", 0x148D: "set max bolus amount",
    ])

    /// The whole value, to its end.
    static func decode(_ value: Span<UInt8>, with reader: inout IDDReader) throws(DecodingError) -> UInt16 {
        let opCode = try reader.code16("op_code", opCodes, from: value)
        switch opCode {
        case 0x0F66, 0x1111, 0x1188, 0x11EE, 0x1248, 0x1284, 0x12B7, 0x147D: break
        case 0x0F55:
            try reader.code16("request_op_code", opCodes, from: value)
            try reader.code8("response_code", .responseCode, from: value)
        case 0x0F5A: try reader.code8("therapy_control_state", .therapyControlState, from: value)
        case 0x0F69, 0x0F96, 0x0F99, 0x0FA5: try reader.uint16("annunciation_instance_id", from: value)
        case 0x0FAA, 0x12B8, 0x12ED, 0x1428: try reader.uint8("template_number", from: value)
        case 0x0FC3: try IDDProfile.basalRate.blocks(isWrite: false, from: value, with: &reader)
        case 0x0FCC: try IDDProfile.basalRate.blocks(isWrite: true, from: value, with: &reader)
        case 0x12D1: try IDDProfile.insulinSensitivity.blocks(isWrite: false, from: value, with: &reader)
        case 0x12DE: try IDDProfile.insulinSensitivity.blocks(isWrite: true, from: value, with: &reader)
        case 0x1414: try IDDProfile.insulinToCarbohydrate.blocks(isWrite: false, from: value, with: &reader)
        case 0x141B: try IDDProfile.insulinToCarbohydrate.blocks(isWrite: true, from: value, with: &reader)
        case 0x1441: try IDDProfile.targetGlucose.blocks(isWrite: false, from: value, with: &reader)
        case 0x144E: try IDDProfile.targetGlucose.blocks(isWrite: true, from: value, with: &reader)
        case 0x0FF0, 0x12E2, 0x1427, 0x1472:
            _ = try reader.flags8("flags", ["transaction completed"], layout: 0, from: value)
            try reader.uint8("template_number", from: value)
            try reader.uint8("first_time_block_number_index", from: value)
        case 0x0FFF:
            let flags = try reader.flags8("flags", [nil, nil, "change tbr"], layout: 0b0011, from: value)
            _ = try IDDTemporaryRate(from: value, with: &reader)
            try reader.uint16("tbr_duration", "min", from: value)
            if flags & 1 << 0 != 0 { try reader.uint8("tbr_template_number", from: value) }
            if flags & 1 << 1 != 0 { try reader.code8("tbr_delivery_context", .deliveryContext, from: value) }
        case 0x111E, 0x1144: try reader.uint8("tbr_template_number", from: value)
        case 0x1122, 0x112D: try IDDTemporaryRate.template(from: value, with: &reader)
        case 0x114B:
            let flags = try reader.flags8("flags", IDDBolus.flagNames, layout: IDDBolus.flagLayout, from: value)
            _ = try IDDBolus(from: value, with: &reader)
            try IDDBolus.options(flags, from: value, with: &reader)
        case 0x1177, 0x1178, 0x1187: try reader.uint16("bolus_id", from: value)
        case 0x11B4:
            _ = try reader.flags8(
                "available_boluses", ["fast bolus available", "extended bolus available", "multiwave bolus available"], layout: 0,
                from: value)
        case 0x11BB, 0x11E1: try reader.uint8("bolus_template_number", from: value)
        case 0x11D2, 0x11DD: try IDDBolus.template(from: value, with: &reader)
        case 0x1212: try templateDetails(from: value, with: &reader)
        case 0x121D, 0x1221, 0x122E, 0x1247, 0x1274:
            let count = try reader.uint8("number_of_templates", from: value)
            for _ in 0..<count { try reader.uint8("template_number", from: value) }
        case 0x127B: try reader.sfloat("priming_amount", "[iU]", from: value)
        case 0x128B: try reader.sfloat("initial_reservoir_fill_level", "[iU]", from: value)
        case 0x1482, 0x148D: try reader.sfloat("max_bolus_amount", "[iU]", from: value)
        default: try reader.rest("operand", of: value)
        }
        try reader.end(of: value)
        return opCode
    }

    /// Two bits for each template, four templates in an octet: configurable, configured.
    private static func templateDetails(from value: Span<UInt8>, with reader: inout IDDReader) throws(DecodingError) {
        try reader.code8("template_type", .templateType, from: value)
        let start = Int(try reader.uint8("starting_template_number", from: value))
        let count = Int(try reader.uint8("number_of_templates", from: value))
        try reader.uint8("max_number_of_supported_time_blocks", from: value)
        var (configurable, configured): ([Double], [Double]) = ([], [])
        var octet: UInt8 = 0
        for index in 0..<count {
            octet = index.isMultiple(of: 4) ? try reader.octet(from: value) : octet >> 2
            if octet & 0b01 != 0 { configurable.append(Double(start + index)) }
            if octet & 0b10 != 0 { configured.append(Double(start + index)) }
        }
        reader.append(Field("configurable_templates", .numbers(configurable)))
        reader.append(Field("configured_templates", .numbers(configured)))
    }
}
