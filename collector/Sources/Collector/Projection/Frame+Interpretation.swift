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
    let isSimulated: Bool
    let offset: Int64
    let frame: Int32
}

/// The places of observations in their frame; they are part of the key of an observation and never change.
enum FramePart {
    static let value: Int32 = 0
    static let skinContact: Int32 = 1
    static let energyExpended: Int32 = 2
    /// And following ones for further intervals.
    static let firstInterval: Int32 = 16
}

extension Frame {
    func interpreted(in context: FrameContext, device state: inout DeviceState) -> FrameReading {
        do {
            switch characteristic {
            case .heartRateMeasurement:
                return .observations(heartRate(try HeartRateMeasurement(decoding: value.span), context, &state))
            case .batteryLevel:
                let level = try BatteryLevel(decoding: value.span)
                return .observations([observation(.batteryLevel, Double(level.percent), FramePart.value, context)])
            case .bodySensorLocation:
                let location = try BodySensorLocation(decoding: value.span)
                return .observations([observation(.bodySensorLocation, Double(location.code), FramePart.value, context)])
            default:
                return .unknown
            }
        } catch {
            return .undecodable
        }
    }

    private func heartRate(
        _ measurement: HeartRateMeasurement, _ context: FrameContext, _ state: inout DeviceState
    ) -> [Observation] {
        let hasNoContact = measurement.contact == .none
        var found: [Observation] = []
        if measurement.contact != .unsupported, state.tells(contact: !hasNoContact, at: context.time) {
            found.append(observation(.skinContact, hasNoContact ? 0 : 1, FramePart.skinContact, context))
        }
        let times = state.beats(of: measurement.rrIntervals.map(\.milliseconds), arriving: context.time)
        for (index, (interval, time)) in zip(measurement.rrIntervals, times).enumerated() {
            found.append(
                observation(
                    .rrInterval, interval.milliseconds, FramePart.firstInterval + Int32(index), context, at: time,
                    hasNoContact: hasNoContact))
        }
        found.append(
            observation(.heartRate, Double(measurement.beatsPerMinute), FramePart.value, context, hasNoContact: hasNoContact))
        if let energy = measurement.energyExpendedKilojoules {
            found.append(observation(.energyExpended, Double(energy), FramePart.energyExpended, context))
        }
        return found
    }

    private func observation(
        _ metric: Metric, _ value: Double, _ part: Int32, _ context: FrameContext, at time: Timestamp? = nil, hasNoContact: Bool = false
    ) -> Observation {
        Observation(
            person: context.person, device: device, gateway: context.gateway, metric: metric, time: time ?? context.time,
            timeQuality: context.timeQuality, value: value,
            quality: hasNoContact ? .noContact : metric.plausible.contains(value) ? .good : .implausible,
            isSimulated: context.isSimulated, source: FrameReference(offset: context.offset, frame: context.frame, part: part))
    }
}
