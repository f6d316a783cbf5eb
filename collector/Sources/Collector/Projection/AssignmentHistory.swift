// A strap is lent, a cuff is shared: who wore a device when is itself data, and may be corrected afterwards.

import Vitals

/// Who wore which device from when to when; the last word on a moment counts.
struct AssignmentHistory: Codable, Hashable {
    struct Entry: Codable, Hashable {
        /// Included; `nil`: from the beginning.
        let from: Timestamp?
        /// Not included; `nil`: for good.
        let to: Timestamp?
        /// `nil`: nobody.
        let person: PersonID?

        func covers(_ time: Timestamp) -> Bool { from.map { time >= $0 } ?? true && to.map { time < $0 } ?? true }
    }

    /// By the octets of the address, in the order in which they were decided.
    private var entries: [UInt64: [Entry]] = [:]

    enum Limit {
        /// Changes of one device: a strap that is lent each day for three years. The oldest are forgotten.
        static let entriesMax = 1024
    }

    mutating func decide(_ entry: Entry, for device: DeviceAddress) {
        var known = entries[device.octets] ?? []
        // What the new one covers whole says nothing any more.
        known.removeAll { old in
            (entry.from.map { from in old.from.map { $0 >= from } ?? false } ?? true)
                && (entry.to.map { to in old.to.map { $0 <= to } ?? false } ?? true)
        }
        known.append(entry)
        if known.count > Limit.entriesMax { known.removeFirst() }
        entries[device.octets] = known
    }

    /// `nil`: nobody, as far as anybody said.
    func person(wearing device: DeviceAddress, at time: Timestamp) -> PersonID? {
        entries[device.octets]?.last { $0.covers(time) }?.person
    }

    /// Whether a device was ever assigned.
    func knows(_ device: DeviceAddress) -> Bool { entries[device.octets] != nil }

    private enum CodingKeys: String, CodingKey {
        case devices
    }

    private struct Device: Codable {
        let octets: UInt64
        let entries: [Entry]
    }

    init() {}

    init(from decoder: any Decoder) throws {
        let devices = try decoder.container(keyedBy: CodingKeys.self).decode([Device].self, forKey: .devices)
        entries = Dictionary(devices.map { ($0.octets, $0.entries) }) { $1 }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(entries.sorted { $0.key < $1.key }.map { Device(octets: $0.key, entries: $0.value) }, forKey: .devices)
    }
}
