// A measurement longer than one indication comes in two, and the second may never come.

/// Joins the halves of a device's body composition measurements, which come one after the other.
///
/// The second half repeats flags and body fat, and tells what the first left out. It belongs to the first when it tells no part that the
/// first told, and contradicts nothing of it; else the first stays alone and a new measurement begins. Source: Body Composition Service 1.0.1,
/// §3.2.
package struct BodyCompositionHalves: Hashable, Sendable {
    private let feature: BodyCompositionFeature?
    private var first: BodyCompositionMeasurement?

    /// Without the analyzer's features, everything that the first half lacks counts as missing.
    package init(feature: BodyCompositionFeature? = nil) { self.feature = feature }

    /// The measurements that are settled with this value: none while a second half may come, two when a first half stayed alone.
    package mutating func add(_ measurement: BodyCompositionMeasurement) -> [WholeBodyComposition] {
        guard let waiting = first else {
            guard measurement.isMultiplePacket else { return [whole(measurement)] }
            first = measurement
            return []
        }
        first = nil
        if Self.belong(waiting, measurement) { return [whole(BodyCompositionMeasurement(joining: waiting, measurement))] }
        return [incomplete(waiting)] + add(measurement)
    }

    /// The first half alone, if one waits: for when the device disconnects or too much time has passed.
    package mutating func end() -> WholeBodyComposition? {
        defer { first = nil }
        return first.map(incomplete)
    }

    private static func belong(_ first: BodyCompositionMeasurement, _ second: BodyCompositionMeasurement) -> Bool {
        guard second.isMultiplePacket, first.units == second.units, !second.parts.isEmpty else { return false }
        guard Set(first.parts.keys).isDisjoint(with: second.parts.keys) else { return false }
        return agree(first.bodyFatTicks, second.bodyFatTicks) && agree(first.timeStamp, second.timeStamp) && agree(first.user, second.user)
    }

    /// What one of the halves does not tell is no contradiction.
    private static func agree<Value: Equatable>(_ one: Value?, _ other: Value?) -> Bool { one == nil || other == nil || one == other }

    private func whole(_ measurement: BodyCompositionMeasurement) -> WholeBodyComposition {
        WholeBodyComposition(measurement: measurement, isIncomplete: false, missing: [])
    }

    private func incomplete(_ measurement: BodyCompositionMeasurement) -> WholeBodyComposition {
        let missing = BodyCompositionPart.allCases.filter { part in
            measurement.parts[part] == nil && (feature?.supports(part) ?? true)
        }
        return WholeBodyComposition(measurement: measurement, isIncomplete: true, missing: missing)
    }
}
