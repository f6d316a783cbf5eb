// A record that is longer than a notification comes in several.

/// Joins the notifications of a machine's record: all but the last are flagged "More Data".
///
/// A quantity that comes twice with another value shows that the end of the earlier record was lost: what was kept of it is dropped. So it
/// is when a record is of more than `partsMax` notifications. Pure; one instance for each characteristic and connection, since a record is
/// not continued after a lost link. Source: Fitness Machine Service 1.0.1, §4.18 and §4.19.
package struct FitnessMachineRecordJoiner<Record: FitnessMachineRecord>: Hashable, Sendable {
    /// All fields of the longest record, at the least room that a link has: 34 octets in parts of 18.
    package static var partsMax: Int { 8 }

    private var parts: [MachineValues] = []
    /// Incomplete records.
    package private(set) var droppedRecords = 0

    package init() {}

    /// The whole record, once its last part is here.
    package mutating func add(_ record: Record) -> Record? {
        let part = record.machine
        if parts.count >= Self.partsMax || contradicts(part) {
            parts.removeAll()
            droppedRecords += 1
        }
        parts.append(part)
        guard !part.moreData else { return nil }
        defer { parts.removeAll() }
        return Record(Self.joined(parts))
    }

    private func contradicts(_ part: MachineValues) -> Bool {
        part.values.contains { value in
            parts.contains { $0.values.contains { $0.place == value.place && $0.ticks != value.ticks } }
        }
    }

    private static func joined(_ parts: [MachineValues]) -> MachineValues {
        var byPlace: [Int: MachineValues.Value] = [:]
        for part in parts { for value in part.values { byPlace[value.place] = value } }
        return MachineValues(
            moreData: false, values: byPlace.values.sorted { $0.place < $1.place },
            otherFlags: parts.reduce(0) { $0 | $1.otherFlags }, reservedFlags: parts.reduce(0) { $0 | $1.reservedFlags },
            unknown: parts.flatMap(\.unknown))
    }
}
