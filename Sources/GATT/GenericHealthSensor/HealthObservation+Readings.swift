// Health observations that are of a metric of the catalogue, in the metric's unit.

import Vitals

extension HealthObservation {
    /// Types that mean the quantity of a metric under another code.
    private static let synonyms: [UInt32: Metric] = [
        149_522: .pulseRate,  // MDC_PULS_RATE
        149_546: .pulseRate,  // MDC_PULS_RATE_NON_INV
    ]

    private static let byCode = Dictionary(Metric.all.compactMap { metric in metric.mdc.map { ($0, metric) } }) { first, _ in first }
        .merging(synonyms) { known, _ in known }

    private enum Status {
        /// Invalid, not available, test data, or a setting of the device: no measurement of a person.
        static let none: UInt16 = 1 << 0 | 1 << 2 | 1 << 4 | 1 << 7
        /// Questionable, calibrating, an early estimate.
        static let questionable: UInt16 = 1 << 1 | 1 << 3 | 1 << 5
    }

    /// What the parts of a bundle have from the bundle.
    private struct Context {
        var time: Reading.Time
        var status: UInt16
    }

    /// Every number of a type and a unit that a metric has; specials have none. A stored observation without a time of day has none
    /// either, since nothing tells when it was made; a live one is as old as its arrival.
    func readings(isStored: Bool) -> [Reading] {
        readings(in: Context(time: .arrival, status: 0), isStored: isStored, hasTime: !isStored)
    }

    private func readings(in outer: Context, isStored: Bool, hasTime: Bool) -> [Reading] {
        var context = outer
        context.status |= measurementStatus ?? 0
        var hasTime = hasTime
        if let timeStamp {
            context.time = Reading.Time(stamped: timeStamp.dateTime)
            hasTime = timeStamp.dateTime != nil || !isStored
        }
        switch value {
        case .numeric(let unit, let number):
            guard hasTime, let type, let reading = Self.reading(of: type, number, unit, in: context) else { return [] }
            return [reading]
        case .compound(let components):
            guard hasTime else { return [] }
            return components.compactMap { component in
                guard case .numeric(let unit, let number) = component.value else { return nil }
                return Self.reading(of: component.type, number, unit, in: context)
            }
        case .bundle(let parts):
            return parts.flatMap { $0.readings(in: context, isStored: isStored, hasTime: hasTime) }
        case .simpleDiscrete, .string, .sampleArray, .compoundDiscreteEvent, .compoundStateEvent, .tlvEncoded, .reserved: return []
        }
    }

    private static func reading(of type: UInt32, _ number: MedicalFloat, _ unit: UInt16, in context: Context) -> Reading? {
        guard context.status & Status.none == 0, let metric = byCode[type], let value = number.double,
            let converted = MDCUnit(code: unit)?.convert(value, to: metric.unit), converted.isFinite
        else { return nil }
        return Reading(metric, converted, at: context.time, quality: context.status & Status.questionable == 0 ? .good : .questionable)
    }
}
