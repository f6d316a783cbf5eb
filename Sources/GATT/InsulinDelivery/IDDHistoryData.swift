// Insulin Delivery Service: what a pump has done and what was done to it, record by record.

import Vitals

/// An IDD History Data (0x2B28): an event with its sequence number, seconds since the last reference time event, data, maybe a checksum.
///
/// Amounts are in IU, rates in IU/h, durations in minutes unless named otherwise, glucose in mg/dL. A record holds no time of day of its
/// own, and arrives long after its event: there are readings only for who knows the reference time. Events from 0xF000 on are the
/// manufacturer's, and kept as they are. Source: Insulin Delivery Service 1.0.2, §3.9; GATT Specification Supplement, "IDD History Data".
package struct IDDHistoryData: CharacteristicValue {
    package let eventType: UInt16
    /// Procedures fetch records by it.
    package let sequenceNumber: UInt32
    /// In seconds since the last reference time event before this.
    package let relativeOffset: UInt16
    /// Of a reference time event: date and time of the pump, offsets included.
    package let referenceTime: DeviceDateTime?
    package let fields: [Field]
    private let amounts: [Reading]

    private static let eventTypes = IDDCodes([
        0x000F: "reference time", 0x0033: "reference time base offset", 0x003C: "bolus calculated part 1 of 2",
        0x0055: "bolus calculated part 2 of 2", 0x005A: "bolus programmed part 1 of 2", 0x0066: "bolus programmed part 2 of 2",
        0x0069: "bolus delivered part 1 of 2", 0x0096: "bolus delivered part 2 of 2", 0x0099: "delivered basal rate changed",
        0x00A5: "tbr adjustment started", 0x00AA: "tbr adjustment ended", 0x00C3: "tbr adjustment changed",
        0x00CC: "profile template activated", 0x00F0: "basal rate profile template time block changed",
        0x00FF: "total daily insulin delivery", 0x0303: "therapy control state changed", 0x030C: "operational state changed",
        0x0330: "reservoir remaining amount changed", 0x033F: "annunciation status changed part 1 of 2",
        0x0356: "annunciation status changed part 2 of 2", 0x0359: "isf profile template time block changed",
        0x0365: "i2cho ratio profile template time block changed", 0x036A: "target glucose range profile template time block changed",
        0x0395: "priming started", 0x039A: "priming done", 0x03A6: "data corruption", 0x03A9: "pointer event",
        0x03C0: "bolus template changed part 1 of 2", 0x03CF: "bolus template changed part 2 of 2", 0x03F3: "tbr template changed",
        0x03FC: "max bolus amount changed",
    ])

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var reader = IDDReader()
        eventType = try reader.code16("event_type", Self.eventTypes, from: value)
        sequenceNumber = try reader.uint32("sequence_number", from: value)
        relativeOffset = try reader.uint16("relative_offset", "s", from: value)
        var event = IDDHistoryEvent(reader: reader)
        try event.decode(eventType, from: value)
        try event.reader.end(of: value)
        fields = event.reader.fields
        amounts = event.readings
        referenceTime = event.referenceTime
    }

    /// What the event says of insulin, at the time that a procedure made of reference time and offset.
    package func readings(at time: Reading.Time) -> [Reading] {
        amounts.map { Reading($0.metric, $0.value, at: time, quality: $0.quality) }
    }
}
