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
    var time: Timestamp
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
        if characteristic == .heartRateMeasurement {
            // Nine of ten frames, whole in themselves: without the ways that others may have to go.
            guard let measurement = try? HeartRateMeasurement(decoding: value.span) else { return .undecodable }
            return .observations(heartRate(measurement, context, &state))
        }
        guard let description = CharacteristicDescription(uuid: characteristic) else { return .unknown }
        guard let values = try? state.wholeValues(of: self, as: description, at: context.time) else { return .undecodable }
        var found: [Observation] = []
        var part: Int32 = 0
        for whole in values {
            if let frame = whole.value as? PolarDataFrame, frame.type == .ecg {
                found += electrocardiogram(frame, context, &state)
            } else {
                found += observations(of: whole, from: &part, in: context, &state)
            }
        }
        return .observations(found)
    }

    /// The readings of a value that did not come before, numbered from `part` on, which moves behind them.
    private func observations(
        of whole: WholeValue, from part: inout Int32, in context: FrameContext, _ state: inout DeviceState
    ) -> [Observation] {
        state.learn(from: whole.value, in: context)
        let readings = whole.value.readings + motion(whole.value, &state)
        let first = part
        part += Int32(readings.count)
        guard !readings.isEmpty, !state.isRepeat(whole, readings) else { return [] }
        var context = context
        context.time = whole.arrival
        return zip(first..., readings).compactMap { part, reading in
            guard !isWeighedTwice(reading, whole, &state) else { return nil }
            return observation(
                reading.metric, reading.value, part, context, at: place(reading, of: whole, in: context, &state), reading.quality)
        }
    }

    /// Speed, cadence and torque that follow from this value and the one before.
    private func motion(_ value: any CharacteristicValue, _ state: inout DeviceState) -> [Reading] {
        guard value is CSCMeasurement || value is CyclingPowerMeasurement else { return [] }
        var cycling = state.cycling ?? CyclingMotion()
        defer { state.cycling = cycling }
        if let measurement = value as? CSCMeasurement { return cycling.add(measurement, at: arrival) }
        return (value as? CyclingPowerMeasurement).map { cycling.add($0, at: arrival) } ?? []
    }

    /// Whether a weight was told before, of the same weighing: once as Weight Measurement, once in the body composition.
    private func isWeighedTwice(_ reading: Reading, _ whole: WholeValue, _ state: inout DeviceState) -> Bool {
        guard reading.metric == .bodyWeight, case .device(let stamp) = reading.time, let shown = stamp.asUTC else { return false }
        if let last = state.weighing, last.shown == shown, last.characteristic != whole.characteristic.short { return true }
        state.weighing = DeviceState.Weighing(shown: shown, characteristic: whole.characteristic.short)
        return false
    }

    /// When a reading was measured. A glucose context has no time of its own.
    private func place(
        _ reading: Reading, of whole: WholeValue, in context: FrameContext, _ state: inout DeviceState
    ) -> MeasuredTime {
        if let glucose = state.glucose, let details = whole.value as? GlucoseMeasurementContext, details.sequenceNumber == glucose.sequence
        {
            return MeasuredTime(time: glucose.time, quality: glucose.timeQuality, basis: glucose.timeBasis ?? .gateway)
        }
        let measured = state.time(of: reading.time, in: context)
        if let glucose = whole.value as? GlucoseMeasurement {
            state.glucose = DeviceState.GlucoseRecord(
                sequence: glucose.sequenceNumber, time: measured.time, timeQuality: measured.quality,
                timeBasis: measured.basis)
        }
        guard reading.time == .arrival, state.mayBeStored(whole) else { return measured }
        return MeasuredTime(time: measured.time, quality: .estimated, basis: .arrival)
    }

    private func heartRate(
        _ measurement: HeartRateMeasurement, _ context: FrameContext, _ state: inout DeviceState
    ) -> [Observation] {
        let hasNoContact = measurement.contact == .none
        let quality = hasNoContact ? ObservationQuality.noContact : .good
        var found: [Observation] = []
        found.reserveCapacity(measurement.rrIntervals.count + 3)
        if measurement.contact != .unsupported, state.tells(contact: !hasNoContact, at: context.time) {
            found.append(observation(.skinContact, hasNoContact ? 0 : 1, FramePart.skinContact, context))
        }
        let times = state.beats(of: measurement.rrIntervals.map(\.milliseconds), arriving: context.time)
        for (index, (interval, time)) in zip(measurement.rrIntervals, times).enumerated() {
            found.append(
                observation(
                    .rrInterval, interval.milliseconds, FramePart.firstInterval + Int32(index), context, at: arrival(at: time, context),
                    quality))
        }
        found.append(
            observation(.heartRate, Double(measurement.beatsPerMinute), FramePart.value, context, at: nil, quality))
        if let energy = measurement.energyExpendedKilojoules {
            found.append(observation(.energyExpended, Double(energy), FramePart.energyExpended, context))
        }
        return found
    }

    func observation(
        _ metric: Metric, _ value: Double, _ part: Int32, _ context: FrameContext, at measured: MeasuredTime? = nil,
        _ quality: ObservationQuality = .good
    ) -> Observation {
        let measured = measured ?? arrival(at: context.time, context)
        return Observation(
            person: context.person, device: .bluetooth(device), gateway: context.gateway, metric: metric, time: measured.time,
            timeQuality: measured.quality, value: value,
            quality: quality == .good && !metric.plausible.contains(value) ? .implausible : quality, isSimulated: context.isSimulated,
            source: FrameReference(offset: context.offset, frame: context.frame, part: part),
            timeBasis: measured.basis, utcOffsetMinutes: context.utcOffsetMinutes)
    }

    func arrival(at time: Timestamp, _ context: FrameContext) -> MeasuredTime {
        MeasuredTime(time: time, quality: context.timeQuality, basis: .gateway)
    }
}
