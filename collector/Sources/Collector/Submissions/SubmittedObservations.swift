// Decoded observations of apps and files, as the event log keeps them.

import EventLog
import Vitals

/// One value that an app brought.
struct SubmittedObservation: Hashable, Sendable {
    let person: PersonID
    let metric: Metric
    let time: Timestamp
    /// Local time where it was measured, in minutes east of UTC; `nil` when nobody said.
    let utcOffsetMinutes: Int?
    let value: Double
    let device: DeviceName
    let isSimulated: Bool
}

/// The body of an event of observations: names once, then the values one after the other, some ten bytes each.
struct SubmittedObservations: Hashable, Sendable {
    private static let version: UInt64 = 1
    /// Of one event: 120 kB, and a transaction of the projection of some 20 ms.
    static let countMax = 10_000
    /// A day either way leaves room for what governments decide.
    private static let offsetMax = 1440

    let items: [SubmittedObservation]

    init(_ items: [SubmittedObservation]) {
        self.items = items
    }

    func encoded() -> [UInt8] {
        var names: [String] = []
        var indices: [String: UInt64] = [:]
        func index(of name: String) -> UInt64 {
            if let known = indices[name] { return known }
            indices[name] = UInt64(names.count)
            names.append(name)
            return UInt64(names.count - 1)
        }
        var rows: [UInt8] = []
        rows.reserveCapacity(items.count * 12)
        var last: Int64 = 0
        for item in items {
            rows.appendVarint(index(of: item.person.text))
            rows.appendVarint(index(of: item.metric.key))
            rows.appendVarint(index(of: item.device.text))
            rows.appendSigned(item.time.milliseconds - last)
            last = item.time.milliseconds
            rows.appendBits(of: item.value)
            let zone = item.utcOffsetMinutes.map { min(max($0, -Self.offsetMax), Self.offsetMax) + Self.offsetMax + 1 } ?? 0
            rows.appendVarint(UInt64(zone) << 1 | (item.isSimulated ? 1 : 0))
        }
        var bytes: [UInt8] = []
        bytes.appendVarint(Self.version)
        bytes.appendVarint(UInt64(names.count))
        for name in names {
            bytes.appendVarint(UInt64(name.utf8.count))
            bytes += name.utf8
        }
        bytes.appendVarint(UInt64(items.count))
        return bytes + rows
    }

    enum DecodingFailure: Error, Hashable {
        case version(UInt64)
        case name(UInt64)
        case value
    }

    init(decoding bytes: [UInt8]) throws {
        var reader = VarintReader(bytes)
        let version = try reader.readVarint()
        guard version == Self.version else { throw DecodingFailure.version(version) }
        var names: [String] = []
        for _ in 0..<(try reader.readCount()) {
            let length = try reader.readCount()
            names.append(String(decoding: try reader.readBytes(length), as: UTF8.self))
        }
        // Each name is made once, whatever it is used for.
        let people = names.map { try? PersonID($0) }
        let metrics = names.map { Metric(key: $0) }
        let devices = names.map { try? DeviceName($0) }
        func named<Value>(_ table: [Value?]) throws -> Value {
            let index = try reader.readVarint()
            guard index < table.count, let value = table[Int(index)] else { throw DecodingFailure.name(index) }
            return value
        }
        var items: [SubmittedObservation] = []
        let count = try reader.readCount()
        items.reserveCapacity(count)
        var last: Int64 = 0
        for _ in 0..<count {
            let (person, metric, device) = (try named(people), try named(metrics), try named(devices))
            last &+= try reader.readSigned()
            let value = try reader.readBits()
            let flags = try reader.readVarint()
            guard value.isFinite, last >= Timestamp.first.milliseconds, last <= Timestamp.last.milliseconds else {
                throw DecodingFailure.value
            }
            let zone = Int(truncatingIfNeeded: flags >> 1 & 0xFFFF)
            items.append(
                SubmittedObservation(
                    person: person, metric: metric, time: Timestamp(milliseconds: last),
                    utcOffsetMinutes: zone == 0 ? nil : zone - Self.offsetMax - 1, value: value, device: device, isSimulated: flags & 1 == 1
                ))
        }
        self.items = items
    }

    /// As the views have them. What an app stamps it stamps by a telephone's clock, which the network sets.
    func observations(of app: AppID, at offset: Int64) -> [Observation] {
        guard let gateway = try? GatewayID(app.text) else { return [] }
        return items.enumerated().map { index, item in
            Observation(
                person: item.person, device: .named(item.device), gateway: gateway, metric: item.metric, time: item.time,
                timeQuality: .synchronized, value: item.value, quality: item.metric.plausible.contains(item.value) ? .good : .implausible,
                isSimulated: item.isSimulated, source: FrameReference(offset: offset, frame: Int32(index), part: 0), timeBasis: .device,
                utcOffsetMinutes: item.utcOffsetMinutes)
        }
    }
}
