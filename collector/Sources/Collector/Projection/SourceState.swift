// What the projection remembers of a source of events between them, and between runs.

import EventLog
import Vitals

/// The clocks and devices of a gateway; an app has none.
///
/// It is saved together with the people that the source fed since it was saved last. So whoever was fed is never older than who fed him,
/// and what a killed process had not saved comes out the same when the log is read again from there.
struct SourceState: Hashable {
    /// Boots of which somebody knew the time.
    var boots: [UInt32: BootClock] = [:]
    var devices: [DeviceAddress: DeviceState] = [:]
    /// The batches that were placed last.
    var run: PlacedRun?

    /// Everything up to this offset is in what was saved.
    var savedThrough: Int64 = 0
    /// The first event that is not.
    var unsavedSince: Int64?
    /// Whom it fed since.
    var fed: Set<PersonID> = []
    /// The names of those who wear what is assigned to nobody.
    private var unassigned: [DeviceAddress: PersonID] = [:]

    init() {}

    mutating func person(wearing device: DeviceAddress, at time: Timestamp, _ assignments: AssignmentHistory) -> PersonID {
        if let person = assignments.person(wearing: device, at: time) { return person }
        if let known = unassigned[device] { return known }
        let person = PersonID(unassigned: device)
        if unassigned.count < ProjectionLimit.devicesMax { unassigned[device] = person }
        return person
    }

    mutating func took(_ offset: Int64) {
        if unsavedSince == nil { unsavedSince = offset }
    }
}

extension SourceState: Codable {
    private struct Boot: Codable {
        let boot: UInt32
        let clock: BootClock
    }

    private struct Device: Codable {
        let device: DeviceAddress
        let state: DeviceState
    }

    private enum CodingKeys: String, CodingKey {
        case boots, devices, run
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        for entry in try container.decode([Boot].self, forKey: .boots) { boots[entry.boot] = entry.clock }
        for entry in try container.decode([Device].self, forKey: .devices) { devices[entry.device] = entry.state }
        run = try container.decodeIfPresent(PlacedRun.self, forKey: .run)
    }

    /// In order, so that equal states are equal bytes.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(boots.sorted { $0.key < $1.key }.map { Boot(boot: $0.key, clock: $0.value) }, forKey: .boots)
        try container.encode(
            devices.sorted { $0.key.rawValue < $1.key.rawValue }.map { Device(device: $0.key, state: $0.value) }, forKey: .devices)
        try container.encodeIfPresent(run, forKey: .run)
    }
}
