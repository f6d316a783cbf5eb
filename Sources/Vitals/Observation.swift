// One decoded measurement, the currency of everything after the event log.

/// What is known about a value's worth.
package enum ObservationQuality: String, Hashable, Sendable, CaseIterable, Codable {
    case good
    /// Outside the metric's plausible range.
    case implausible
    /// Measured while the sensor said that it had no skin contact.
    case noContact = "no_contact"
    /// The device itself says that the measurement may be wrong: motion, a weak signal, an unfit cuff.
    case questionable
}

/// What a time rests on, and so what has to move when a gateway's clock turns out to have been wrong.
package enum TimeBasis: String, Hashable, Sendable, CaseIterable, Codable {
    /// When the value arrived, by the gateway's clock.
    case gateway
    /// The same, of a value that may have been measured long before: however right the clock, it stays an estimate.
    case arrival
    /// The device's own clock: the gateway's does not matter.
    case device
}

/// Where in the event log an observation comes from.
package struct FrameReference: Hashable, Sendable, Comparable {
    /// The offset of the batch in the event log.
    package let offset: Int64
    /// The frame's place in its batch.
    package let frame: Int32
    /// The observation's place in its frame: a heart-rate value yields one of each RR interval too.
    package let part: Int32

    package init(offset: Int64, frame: Int32, part: Int32) {
        self.offset = offset
        self.frame = frame
        self.part = part
    }

    package static func < (one: Self, other: Self) -> Bool {
        (one.offset, one.frame, one.part) < (other.offset, other.frame, other.part)
    }
}

/// One measurement of one metric of one person.
package struct Observation: Hashable, Sendable {
    package let person: PersonID
    package let device: DeviceID
    /// Or the app or the file that brought it.
    package let gateway: GatewayID
    package let metric: Metric
    package let time: Timestamp
    package let timeQuality: TimeQuality
    package let timeBasis: TimeBasis
    /// Local time where it was measured, in minutes east of UTC; `nil` when nobody said.
    package let utcOffsetMinutes: Int?
    /// In the metric's unit.
    package let value: Double
    package let quality: ObservationQuality
    /// True when a simulator made the value; it is then never shown as a person's.
    package let isSimulated: Bool
    package let source: FrameReference

    package init(
        person: PersonID, device: DeviceID, gateway: GatewayID, metric: Metric, time: Timestamp, timeQuality: TimeQuality,
        value: Double, quality: ObservationQuality, isSimulated: Bool, source: FrameReference, timeBasis: TimeBasis = .gateway,
        utcOffsetMinutes: Int? = nil
    ) {
        self.person = person
        self.device = device
        self.gateway = gateway
        self.metric = metric
        self.time = time
        self.timeQuality = timeQuality
        self.timeBasis = timeBasis
        self.utcOffsetMinutes = utcOffsetMinutes
        self.value = value
        self.quality = quality
        self.isSimulated = isSimulated
        self.source = source
    }

    /// The same of another person.
    package func of(_ person: PersonID) -> Observation {
        Observation(
            person: person, device: device, gateway: gateway, metric: metric, time: time, timeQuality: timeQuality, value: value,
            quality: quality, isSimulated: isSimulated, source: source, timeBasis: timeBasis, utcOffsetMinutes: utcOffsetMinutes)
    }
}
