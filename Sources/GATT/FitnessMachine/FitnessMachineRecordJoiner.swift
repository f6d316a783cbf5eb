// A record that is longer than a notification comes in several.

/// Joins the notifications of a machine's record: all but the last are flagged "More Data".
///
/// A quantity that comes twice with another value shows that the end of the earlier record was lost: what was kept of it is dropped. So it
/// is when a record is of more than `partsMax` notifications. One instance for each characteristic and connection, since a record is not
/// continued after a lost link; what it holds can be stored from one notification to the next. Source: Fitness Machine Service 1.0.1, §4.18
/// and §4.19.
package struct FitnessMachineRecordJoiner: Codable, Hashable, Sendable {
    /// All fields of the longest record, at the least room that a link has: 34 octets in parts of 18.
    package static let partsMax = 8

    /// As sent.
    private var parts: [[UInt8]] = []
    /// Incomplete records.
    package private(set) var droppedRecords = 0

    package init() {}

    /// The whole record, once its last part is here; `value` is what `record` was decoded from.
    package mutating func add<Record: FitnessMachineRecord>(_ record: Record, sentAs value: [UInt8]) -> Record? {
        let part = record.machine
        var machines = parts.compactMap { try? Record(decoding: $0.span).machine }
        if machines.count >= Self.partsMax || machines.contains(where: { Self.contradict($0, part) }) {
            machines = []
            parts = []
            droppedRecords += 1
        }
        guard !part.moreData else {
            parts.append(value)
            return nil
        }
        parts = []
        return Record(Self.joined(machines + [part]))
    }

    private static func contradict(_ one: MachineValues, _ other: MachineValues) -> Bool {
        one.values.contains { value in other.values.contains { $0.place == value.place && $0.ticks != value.ticks } }
    }

    private static func joined(_ parts: [MachineValues]) -> MachineValues {
        var byPlace: [Int: MachineValues.Value] = [:]
        for part in parts { for value in part.values { byPlace[value.place] = value } }
        return MachineValues(
            moreData: false, values: byPlace.values.sorted { $0.place < $1.place },
            otherFlags: parts.reduce(0) { $0 | $1.otherFlags }, reserved: ReservedRest(joining: parts.map(\.reserved)))
    }
}
