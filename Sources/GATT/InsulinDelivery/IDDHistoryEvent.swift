// The data of history events of insulin pumps, one layout for each type.

import Vitals

/// Reads the data of one event. Source: Insulin Delivery Service 1.0.2, §3.9.1 and §4.
struct IDDHistoryEvent {
    var reader: IDDReader
    private(set) var readings: [Reading] = []
    private(set) var referenceTime: DeviceDateTime?

    init(reader: IDDReader) { self.reader = reader }

    mutating func decode(_ type: UInt16, from value: Span<UInt8>) throws(DecodingError) {
        switch type {
        case 0x000F, 0x0033: try time(type, from: value)
        case 0x003C: try calculated("recommended", from: value)
        case 0x0055: try calculated("confirmed", from: value)
        case 0x005A, 0x0066, 0x0069, 0x0096: try bolus(type, from: value)
        case 0x0099, 0x00A5, 0x00AA, 0x00C3: try basal(type, from: value)
        case 0x00CC:
            try reader.code8("profile_template_type", .profileTemplateType, from: value)
            try reader.uint8("old_profile_template_number", from: value)
            try reader.uint8("new_profile_template_number", from: value)
        case 0x00F0: try IDDProfile.basalRate.changedBlock(from: value, with: &reader)
        case 0x0359: try IDDProfile.insulinSensitivity.changedBlock(from: value, with: &reader)
        case 0x0365: try IDDProfile.insulinToCarbohydrate.changedBlock(from: value, with: &reader)
        case 0x036A: try IDDProfile.targetGlucose.changedBlock(from: value, with: &reader)
        case 0x00FF: try daily(from: value)
        case 0x0303:
            try reader.code8("old_therapy_control_state", .therapyControlState, from: value)
            try reader.code8("new_therapy_control_state", .therapyControlState, from: value)
        case 0x030C:
            try reader.code8("old_operational_state", .operationalState, from: value)
            try reader.code8("new_operational_state", .operationalState, from: value)
        case 0x0330: read(.insulinReservoir, try reader.sfloat("reservoir_remaining_amount", "[iU]", from: value))
        case 0x033F, 0x0356: try annunciation(type, from: value)
        case 0x0395: try reader.sfloat("programmed_amount", "[iU]", from: value)
        case 0x039A:
            let flags = try reader.flags8("flags", [nil], layout: 1, from: value)
            try reader.sfloat("delivered_amount", "[iU]", from: value)
            try reader.code8("termination_reason", .primingTerminationReason, from: value)
            if flags & 1 != 0 { try reader.uint16("annunciation_instance_id", from: value) }
        case 0x03A6, 0x03A9: break
        case 0x03C0:
            try reader.uint8("bolus_template_number", from: value)
            _ = try IDDBolus(from: value, with: &reader)
        case 0x03CF:
            let flags = try reader.flags8("flags", IDDBolus.templateFlagNames, layout: IDDBolus.templateFlagLayout, from: value)
            if flags & 1 != 0 { try reader.delay("bolus_delay_time", from: value) }
        case 0x03F3: try IDDTemporaryRate.template(from: value, with: &reader)
        case 0x03FC:
            try reader.sfloat("old_max_bolus_amount", "[iU]", from: value)
            try reader.sfloat("new_max_bolus_amount", "[iU]", from: value)
        default: try reader.rest("event_data", of: value)
        }
    }

    private mutating func read(_ metric: Metric, _ value: MedicalFloat) {
        if let reading = Reading(metric, value) { readings.append(reading) }
    }

    private mutating func time(_ type: UInt16, from value: Span<UInt8>) throws(DecodingError) {
        try reader.code8("recording_reason", .recordingReason, from: value)
        if type == 0x000F {
            referenceTime = try reader.dateTime("date_time", from: value)
            reader.append(TimeZoneQuarters(code: try reader.int8(from: value)).field())
            reader.append(DaylightSaving(code: try reader.octet(from: value)).nameField())
        } else {
            let base = try reader.dateTime("base_time", from: value)
            let offset = try reader.int16(from: value)
            reader.append(.integer("time_offset", offset, "min"))
            referenceTime = base.adding(minutes: offset) ?? base
        }
    }

    private mutating func calculated(_ what: String, from value: Span<UInt8>) throws(DecodingError) {
        try reader.sfloat("\(what)_fast_amount_of_the_meal_bolus", "[iU]", from: value)
        try reader.sfloat("\(what)_fast_amount_of_the_correction_bolus", "[iU]", from: value)
        try reader.sfloat("\(what)_extended_amount_of_the_meal_bolus", "[iU]", from: value)
        try reader.sfloat("\(what)_extended_amount_of_the_correction_bolus", "[iU]", from: value)
    }

    private mutating func bolus(_ type: UInt16, from value: Span<UInt8>) throws(DecodingError) {
        switch type {
        case 0x0066:
            let flags = try reader.flags8("flags", IDDBolus.flagNames, layout: IDDBolus.flagLayout, from: value)
            try IDDBolus.options(flags, from: value, with: &reader)
        case 0x0096:
            let flags = try reader.flags8("flags", [nil, nil, nil], layout: 0b0111, from: value)
            try reader.uint32("bolus_start_time_offset", "s", from: value)
            if flags & 1 << 0 != 0 { try reader.code8("bolus_activation_type", .bolusActivationType, from: value) }
            if flags & 1 << 1 != 0 { try reader.code8("bolus_end_reason", .endReason, from: value) }
            if flags & 1 << 2 != 0 { try reader.uint16("annunciation_instance_id", from: value) }
        default:
            try reader.uint16("bolus_id", from: value)
            let bolus = try IDDBolus(from: value, with: &reader)
            // What is programmed is not yet in the body.
            if type == 0x0069, let total = bolus.total { readings.append(Reading(.insulinBolus, total)) }
        }
    }

    private mutating func basal(_ type: UInt16, from value: Span<UInt8>) throws(DecodingError) {
        if type == 0x0099 {
            let flags = try reader.flags8("flags", [nil], layout: 1, from: value)
            try reader.sfloat("old_basal_rate_value", "[iU]/h", from: value)
            read(.insulinBasalRate, try reader.sfloat("new_basal_rate_value", "[iU]/h", from: value))
            if flags & 1 != 0 { try reader.code8("basal_delivery_context", .deliveryContext, from: value) }
            return
        }
        let flags = try reader.flags8("flags", type == 0x00AA ? [nil, nil] : [nil], layout: type == 0x00AA ? 0b0011 : 1, from: value)
        if type == 0x00AA {
            try reader.code8("last_set_tbr_type", .tbrType, from: value)
            try reader.uint16("effective_tbr_duration", "min", from: value)
            try reader.code8("tbr_end_reason", .endReason, from: value)
            if flags & 1 << 0 != 0 { try reader.uint8("last_set_tbr_template_number", from: value) }
            if flags & 1 << 1 != 0 { try reader.uint16("annunciation_instance_id", from: value) }
        } else {
            _ = try IDDTemporaryRate(from: value, with: &reader)
            try reader.uint16("tbr_duration_programmed", "min", from: value)
            if type == 0x00C3 { try reader.uint16("tbr_duration_elapsed", "min", from: value) }
            if flags & 1 != 0 { try reader.uint8("tbr_template_number", from: value) }
        }
    }

    private mutating func daily(from value: Span<UInt8>) throws(DecodingError) {
        _ = try reader.flags8("flags", ["date time changed warning"], layout: 0, from: value)
        let bolus = try reader.sfloat("total_daily_insulin_sum_of_bolus_delivered", "[iU]", from: value)
        let basal = try reader.sfloat("total_daily_insulin_sum_of_basal_delivered", "[iU]", from: value)
        read(.insulinBolusDaily, bolus)
        read(.insulinBasalDaily, basal)
        try reader.uint16("year", from: value)
        try reader.uint8("month", from: value)
        try reader.uint8("day", from: value)
    }

    private mutating func annunciation(_ type: UInt16, from value: Span<UInt8>) throws(DecodingError) {
        let isFirst = type == 0x033F
        let numbers = isFirst ? 1...2 : 3...5
        let flags = try reader.flags8(
            "flags", Array(repeating: nil, count: numbers.count), layout: isFirst ? 0b0011 : 0b0111, from: value)
        if isFirst {
            try reader.uint16("annunciation_instance_id", from: value)
            try reader.code16("annunciation_type", .annunciationType, from: value)
            try reader.code8("annunciation_status", .annunciationStatus, from: value)
        }
        for number in numbers where flags & 1 << UInt8(number - numbers.lowerBound) != 0 {
            try reader.uint16("auxinfo\(number)", from: value)
        }
    }
}
