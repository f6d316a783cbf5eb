// A health observation field by field; the parts of bundles and compounds have the number of the part before their names.

import Vitals

extension HealthObservation {
    private static let classes = [
        nil, "numeric", "simple discrete", "string", "sample array", "compound discrete event", "compound state/event", "compound",
        "TLV encoded",
    ]

    private static let statuses = [
        "invalid", "questionable", "not available", "calibrating", "test data", "early estimate", "manually entered", "setting", nil, nil,
        nil, nil, nil, nil, "threshold error", "thresholding disabled",
    ]

    func fields(_ prefix: String = "") -> [Field] {
        var fields: [Field] = [
            classType == ObservationValue.ClassType.bundle
                ? .text("\(prefix)observation_class", "bundle") : .code("\(prefix)observation_class", classType, Self.classes)
        ]
        if let type { fields.append(.integer("\(prefix)observation_type", type)) }
        if let timeStamp { fields += timeStamp.fields(prefix) }
        if let measurementDuration { fields.append(.medical("\(prefix)measurement_duration", measurementDuration, "s")) }
        if let measurementStatus { fields += Field.flags("\(prefix)measurement_status", measurementStatus, Self.statuses) }
        if let identifier { fields.append(.integer("\(prefix)observation_id", identifier)) }
        if let patient { fields.append(.integer("\(prefix)patient", patient)) }
        for (name, codes) in [
            ("supplemental_information", supplementalInformation), ("derived_from", derivedFrom), ("is_member_of", memberOf),
        ] where !codes.isEmpty {
            fields.append(Field(prefix + name, .numbers(codes.map(Double.init))))
        }
        for (index, attribute) in attributes.enumerated() { fields += attribute.fields("\(prefix)attribute_\(index + 1)_") }
        return fields + value.fields(prefix) + Field.reserved("\(prefix)reserved_flags", flags & Flag.reserved)
    }
}

extension ObservationValue {
    fileprivate func fields(_ prefix: String) -> [Field] {
        switch self {
        case .numeric(let unit, let number):
            return [.integer("\(prefix)unit_code", unit), .medical("\(prefix)value", number, MDCUnit(code: unit)?.ucum)]
        case .simpleDiscrete(let code): return [.integer("\(prefix)value", code)]
        case .string(let text): return [.text("\(prefix)value", text)]
        case .sampleArray(let array): return array.fields(prefix)
        case .compoundDiscreteEvent(let codes): return [Field("\(prefix)value", .numbers(codes.map(Double.init)))]
        case .compoundStateEvent(let supported, let states, let value):
            return [
                Field("\(prefix)supported_mask", .raw(supported)), Field("\(prefix)state_or_event_mask", .raw(states)),
                Field("\(prefix)value", .raw(value)),
            ]
        case .compound(let components):
            return components.enumerated().flatMap { index, component in
                [.integer("\(prefix)component_\(index + 1)_type", component.type)]
                    + component.value.fields("\(prefix)component_\(index + 1)_")
            }
        case .tlvEncoded(let attributes):
            return attributes.enumerated().flatMap { $1.fields("\(prefix)value_\($0 + 1)_") }
        case .bundle(let parts): return parts.enumerated().flatMap { $1.fields("\(prefix)observation_\($0 + 1)_") }
        case .reserved(let bytes): return [Field("\(prefix)unknown", .raw(bytes))]
        }
    }
}

extension SampleArray {
    fileprivate func fields(_ prefix: String) -> [Field] {
        [
            .integer("\(prefix)unit_code", unit), .medical("\(prefix)scale_factor", scaleFactor, MDCUnit(code: unit)?.ucum),
            .medical("\(prefix)offset", offset, nil), .medical("\(prefix)sample_period", samplePeriod, "s"),
            .integer("\(prefix)samples_per_period", samplesPerPeriod), .integer("\(prefix)bytes_per_sample", bytesPerSample),
            .integer("\(prefix)number_of_samples", count), Field("\(prefix)samples", .raw(samples)),
        ]
    }
}
