// Insulin Delivery Service: questions about the present, and their answers.

import Vitals

/// An IDD Status Reader Control Point (0x2B24): an op code, its operand, maybe a counter and a checksum.
///
/// Amounts are in IU, rates in IU/h, durations in minutes; counters may be negative. The operand of an op code that is reserved is kept as
/// it is. Source: Insulin Delivery Service 1.0.2, §3.5; GATT Specification Supplement, "IDD Status Reader Control Point".
package struct IDDStatusReader: CharacteristicValue {
    package let opCode: UInt16
    package let fields: [Field]
    package let readings: [Reading]

    private static let opCodes = IDDCodes([
        0x0303: "response code", 0x030C: "reset status", 0x0330: "get active bolus ids", 0x033F: "get active bolus ids response",
        0x0356: "get active bolus delivery", 0x0359: "get active bolus delivery response", 0x0365: "get active basal rate delivery",
        0x036A: "get active basal rate delivery response", 0x0395: "get total daily insulin status",
        0x039A: "get total daily insulin status response", 0x03A6: "get counter", 0x03A9: "get counter response",
        0x03C0: "get delivered insulin", 0x03CF: "get delivered insulin response", 0x03F3: "get insulin on board",
        0x03FC: "get insulin on board response",
    ])
    private static let bolusValueSelection = IDDCodes([0x0F: "programmed", 0x33: "remaining", 0x3C: "delivered"])
    private static let counterType = IDDCodes([
        0x0F: "idd lifetime", 0x33: "idd warranty time", 0x3C: "idd loaner time", 0x55: "reservoir insulin operation time",
    ])
    private static let counterValueSelection = IDDCodes([0x0F: "remaining", 0x33: "elapsed"])

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var reader = IDDReader()
        var readings: [Reading?] = []
        opCode = try reader.code16("op_code", Self.opCodes, from: value)
        switch opCode {
        case 0x0303:
            try reader.code16("request_op_code", Self.opCodes, from: value)
            try reader.code8("response_code", .responseCode, from: value)
        case 0x030C: try reader.flags16("status_changed", IDDStatusChanged.names, from: value)
        case 0x0330, 0x0365, 0x0395, 0x03C0, 0x03F3: break
        case 0x033F: try Self.bolusIDs(from: value, with: &reader)
        case 0x0356:
            try reader.uint16("bolus_id", from: value)
            try reader.code8("bolus_value_selection", Self.bolusValueSelection, from: value)
        case 0x0359:
            let flags = try reader.flags8("flags", IDDBolus.flagNames, layout: IDDBolus.flagLayout, from: value)
            try reader.uint16("bolus_id", from: value)
            _ = try IDDBolus(from: value, with: &reader)
            try IDDBolus.options(flags, from: value, with: &reader)
        case 0x036A:
            if let rate = try Self.basalRate(from: value, with: &reader) { readings = [Reading(.insulinBasalRate, rate)] }
        case 0x039A:
            readings = [
                Reading(.insulinBolusDaily, try reader.sfloat("total_daily_insulin_sum_of_bolus_delivered", "[iU]", from: value)),
                Reading(.insulinBasalDaily, try reader.sfloat("total_daily_insulin_sum_of_basal_delivered", "[iU]", from: value)),
                Reading(
                    .insulinTotalDaily, try reader.sfloat("total_daily_insulin_sum_of_bolus_and_basal_delivered", "[iU]", from: value)),
            ]
        case 0x03A6, 0x03A9:
            try reader.code8("counter_type", Self.counterType, from: value)
            try reader.code8("counter_value_selection", Self.counterValueSelection, from: value)
            if opCode == 0x03A9 { try reader.int32("counter_value", "min", from: value) }
        case 0x03CF:
            readings = [
                Reading(.insulinBolusDelivered, try reader.float("bolus_amount_delivered", "[iU]", from: value)),
                Reading(.insulinBasalDelivered, try reader.float("basal_amount_delivered", "[iU]", from: value)),
            ]
        case 0x03FC:
            let flags = try reader.flags8("flags", [nil], layout: 1, from: value)
            readings = [Reading(.insulinOnBoard, try reader.sfloat("insulin_on_board", "[iU]", from: value))]
            if flags & 1 != 0 { try reader.uint16("remaining_duration", "min", from: value) }
        default: try reader.rest("operand", of: value)
        }
        try reader.end(of: value)
        fields = reader.fields
        self.readings = readings.compactMap(\.self)
    }

    private static func bolusIDs(from value: Span<UInt8>, with reader: inout IDDReader) throws(DecodingError) {
        let count = try reader.uint8("number_of_active_boluses", from: value)
        for _ in 0..<count { try reader.uint16("bolus_id", from: value) }
    }

    /// What is delivered: the rate that the profile sets, or what a temporary one makes of it.
    private static func basalRate(from value: Span<UInt8>, with reader: inout IDDReader) throws(DecodingError) -> Double? {
        let flags = try reader.flags8("flags", [nil, nil, nil], layout: 0b0111, from: value)
        try reader.uint8("active_basal_rate_profile_template_number", from: value)
        let configured = try reader.sfloat("active_basal_rate_current_config_value", "[iU]/h", from: value)
        var rate = configured.double
        if flags & 1 << 0 != 0 {
            rate = try IDDTemporaryRate(from: value, with: &reader).adjusted(configured)
            try reader.uint16("tbr_duration_programmed", "min", from: value)
            try reader.uint16("tbr_duration_remaining", "min", from: value)
        }
        if flags & 1 << 1 != 0 { try reader.uint8("tbr_template_number", from: value) }
        if flags & 1 << 2 != 0 { try reader.code8("basal_delivery_context", .deliveryContext, from: value) }
        return rate
    }
}
