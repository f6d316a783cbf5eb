// From the bytes of a frame to observations: the one place where characteristics meet metrics.

import GATT
import Vitals

/// What a frame turned out to be.
enum FrameReading {
    case observations([Observation])
    /// No decoder knows the characteristic yet: the frame stays in the log.
    case unknown
    /// Its decoder refused the bytes: the frame stays in the log.
    case undecodable
}

/// The circumstances that all observations of one frame share.
struct FrameContext {
    let person: PersonID
    let gateway: GatewayID
    let time: Timestamp
    let timeQuality: TimeQuality
    /// Of the gateway's time zone.
    let utcOffsetMinutes: Int
    let isSimulated: Bool
    let offset: Int64
    let frame: Int32
}

/// The places of observations in a heart-rate frame; they are part of the key of an observation and never change. Other values number
/// their readings from 0 on.
enum FramePart {
    static let value: Int32 = 0
    static let skinContact: Int32 = 1
    static let energyExpended: Int32 = 2
    /// And following ones for further intervals.
    static let firstInterval: Int32 = 16
}

extension Frame {
    func interpreted(in context: FrameContext, device state: inout DeviceState) -> FrameReading {
        guard let description = CharacteristicDescription(uuid: characteristic) else { return .unknown }
        guard let value = try? description.decode(value) else { return .undecodable }
        if let measurement = value as? HeartRateMeasurement { return .observations(heartRate(measurement, context, &state)) }
        if let shown = value.clock?.asUTC {
            if state.clock == nil { state.clock = DeviceClock(showing: shown, at: context.time) }
            state.clock?.showed(shown, at: context.time)
        }
        if let session = value as? CGMSessionStartTime {
            state.sessionStart = session.start ?? state.time(of: .device(session.time), in: context).0
        }
        let (readings, record) = (value as? BodyCompositionMeasurement).map { join($0, &state) } ?? (value.readings, self.value)
        guard !isRepeated(record, readings, &state) else { return .observations([]) }
        return .observations(
            (readings + motion(value, &state)).enumerated().filter { !isWeighedTwice($1, &state) }.map { part, reading in
                let (time, quality) = place(reading, of: value, in: context, &state)
                return observation(reading.metric, reading.value, Int32(part), context, at: time, quality, reading.quality)
            })
    }

    /// Speed, cadence and torque that follow from this value and the one before.
    private func motion(_ value: any CharacteristicValue, _ state: inout DeviceState) -> [Reading] {
        guard value is CSCMeasurement || value is CyclingPowerMeasurement else { return [] }
        var cycling = state.cycling ?? CyclingMotion()
        defer { state.cycling = cycling }
        if let measurement = value as? CSCMeasurement { return cycling.add(measurement, at: arrival) }
        return (value as? CyclingPowerMeasurement).map { cycling.add($0, at: arrival) } ?? []
    }

    /// What a body composition tells once it is whole, and the bytes of both halves; nothing while the second is awaited.
    private func join(_ half: BodyCompositionMeasurement, _ state: inout DeviceState) -> ([Reading], [UInt8]) {
        var halves = BodyCompositionHalves()
        let first = state.bodyComposition ?? []
        if let waiting = try? BodyCompositionMeasurement(decoding: first.span) { _ = halves.add(waiting) }
        let whole = halves.add(half)
        state.bodyComposition = halves.end() == nil ? nil : value
        return (whole.flatMap(\.measurement.readings), first + value)
    }

    /// Whether it is a record that came before.
    private func isRepeated(_ record: [UInt8], _ readings: [Reading], _ state: inout DeviceState) -> Bool {
        let isDated = readings.contains { if case .device(let stamp) = $0.time { stamp.asUTC != nil } else { false } }
        guard isDated || characteristic == .glucoseMeasurementContext && !readings.isEmpty else { return false }
        var records = state.records ?? RecordMemory()
        defer { state.records = records }
        return !records.isNew(characteristic, record)
    }

    /// Whether a weight was told before, of the same weighing: once as Weight Measurement, once in the body composition.
    private func isWeighedTwice(_ reading: Reading, _ state: inout DeviceState) -> Bool {
        guard reading.metric == .bodyWeight, case .device(let stamp) = reading.time, let shown = stamp.asUTC else { return false }
        if let last = state.weighing, last.shown == shown, last.characteristic != characteristic.short { return true }
        state.weighing = DeviceState.Weighing(shown: shown, characteristic: characteristic.short)
        return false
    }

    /// When a reading was measured. A glucose context has no time of its own.
    private func place(
        _ reading: Reading, of value: any CharacteristicValue, in context: FrameContext, _ state: inout DeviceState
    ) -> (Timestamp, TimeQuality) {
        if let glucose = state.glucose, let details = value as? GlucoseMeasurementContext, details.sequenceNumber == glucose.sequence {
            return (glucose.time, glucose.timeQuality)
        }
        let (time, quality) = state.time(of: reading.time, in: context)
        if let glucose = value as? GlucoseMeasurement {
            state.glucose = DeviceState.GlucoseRecord(sequence: glucose.sequenceNumber, time: time, timeQuality: quality)
        }
        return (time, quality)
    }

    private func heartRate(
        _ measurement: HeartRateMeasurement, _ context: FrameContext, _ state: inout DeviceState
    ) -> [Observation] {
        let hasNoContact = measurement.contact == .none
        let quality = hasNoContact ? ObservationQuality.noContact : .good
        var found: [Observation] = []
        if measurement.contact != .unsupported, state.tells(contact: !hasNoContact, at: context.time) {
            found.append(observation(.skinContact, hasNoContact ? 0 : 1, FramePart.skinContact, context))
        }
        let times = state.beats(of: measurement.rrIntervals.map(\.milliseconds), arriving: context.time)
        for (index, (interval, time)) in zip(measurement.rrIntervals, times).enumerated() {
            found.append(
                observation(
                    .rrInterval, interval.milliseconds, FramePart.firstInterval + Int32(index), context, at: time, nil, quality))
        }
        found.append(
            observation(.heartRate, Double(measurement.beatsPerMinute), FramePart.value, context, at: nil, nil, quality))
        if let energy = measurement.energyExpendedKilojoules {
            found.append(observation(.energyExpended, Double(energy), FramePart.energyExpended, context))
        }
        return found
    }

    private func observation(
        _ metric: Metric, _ value: Double, _ part: Int32, _ context: FrameContext, at time: Timestamp? = nil,
        _ timeQuality: TimeQuality? = nil, _ quality: ObservationQuality = .good
    ) -> Observation {
        Observation(
            person: context.person, device: device, gateway: context.gateway, metric: metric, time: time ?? context.time,
            timeQuality: timeQuality ?? context.timeQuality, value: value,
            quality: quality == .good && !metric.plausible.contains(value) ? .implausible : quality, isSimulated: context.isSimulated,
            source: FrameReference(offset: context.offset, frame: context.frame, part: part))
    }
}
