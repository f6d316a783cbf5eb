// Values that bear neither a time nor a number: the same bytes are the same value for a while only.

import Vitals

/// The values of a device that came lately, as hashes of their bytes, and when.
struct RecentValues: Codable, Hashable {
    /// As many measurements as an oximeter stores.
    static let countMax = 1024

    private struct Entry: Codable, Hashable {
        let hash: UInt64
        var time: Timestamp
    }

    private var entries: [Entry] = []

    mutating func move(by shift: Duration) {
        for index in entries.indices { entries[index].time = entries[index].time + shift }
    }

    /// The clock by which they came is not the clock of now: they count as if they had come at `time`.
    mutating func rebase(to time: Timestamp) {
        for index in entries.indices { entries[index].time = time }
    }

    /// Whether these bytes came within `period` before or after; `renewing`: counted from the last time that they came, else from the first.
    mutating func isRepeat(
        _ characteristic: BluetoothUUID, _ bytes: [UInt8], at time: Timestamp, within period: Duration, renewing: Bool
    ) -> Bool {
        entries.removeAll { time - $0.time > period }
        let hash = ValueHash.of(characteristic, bytes)
        if let index = entries.firstIndex(where: { $0.hash == hash && $0.time - time <= period }) {
            if renewing { entries[index].time = max(entries[index].time, time) }
            return true
        }
        if entries.count == Self.countMax { entries.removeFirst() }
        entries.append(Entry(hash: hash, time: time))
        return false
    }
}
