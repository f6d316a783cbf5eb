// What an earlier version remembered of devices and boots; read once, when a database is brought up to date.

import EventLog
import GRDB
import Vitals

struct OldStates {
    private let db: Database

    init(_ db: Database) {
        self.db = db
    }

    /// Each gateway takes over the clocks of its boots, and the devices of which it ever sent something.
    func takeOver() throws {
        var sources: [String: SourceState] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT gateway, boot, state FROM boot_clock") {
            let boot = UInt32(truncatingIfNeeded: row[1] as Int64)
            sources[row[0], default: SourceState()].boots[boot] = try JSON.value(BootClock.self, from: (row[2] as String).utf8)
        }
        let devices = try Row.fetchAll(
            db,
            sql: "SELECT gateway, device, state FROM device_state JOIN origin USING (device) WHERE name IS NULL ORDER BY gateway, device")
        for row in devices {
            guard let device = DeviceAddress(rawValue: UInt64(bitPattern: row[1] as Int64)) else { continue }
            sources[row[0], default: SourceState()].devices[device] = try JSON.value(DeviceState.self, from: (row[2] as String).utf8)
        }
        for (name, source) in sources.sorted(by: { $0.key < $1.key }) {
            try db.execute(
                sql: "INSERT INTO source_state SELECT ?, ?, log_offset FROM projection", arguments: [name, JSON.text(source)])
        }
    }
}
