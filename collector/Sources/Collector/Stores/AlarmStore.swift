// Alarms in views.sqlite: what is on now, and every revision with whether the broker has it.

package import Alarms
import Foundation
package import GRDB
package import Vitals

/// A revision of an alarm that the broker does not have yet.
package struct UndeliveredAlarm: Hashable, Sendable {
    package let id: Int64
    package let person: PersonID
    package let priority: String
    package let changed: Timestamp
    /// JSON as published.
    package let body: String
}

/// The alarms in one database connection.
package struct AlarmStore {
    private let db: Database

    package init(_ db: Database) {
        self.db = db
    }

    /// The statements, apart so that tests can ask SQLite for their plans.
    package enum SQL {
        package static let undelivered = """
            SELECT revision_id, person, priority, changed_ms, body FROM alarm_revision
            WHERE delivered_ms IS NULL AND revision_id > ? ORDER BY revision_id LIMIT ?
            """
        package static let activeOfPerson =
            "SELECT body FROM alarm WHERE state <> 'off' AND person = ? ORDER BY changed_ms, alarm_id LIMIT ?"
        package static let active = "SELECT body FROM alarm WHERE state <> 'off' ORDER BY person, changed_ms, alarm_id LIMIT ?"
        package static let newest = "SELECT body FROM alarm ORDER BY changed_ms DESC, alarm_id LIMIT ?"
        package static let since = "SELECT body FROM alarm WHERE change > ? ORDER BY change, changed_ms, alarm_id"
    }

    /// Takes a new revision; one that is known already changes nothing, and one of history counts as told. `isHistorical`: found in values
    /// that came late.
    package func record(_ alarm: Alarms.Alarm, change: Int64, isHistory: Bool = false, isHistorical: Bool = false) throws {
        let body = JSON.text(AlarmMessage(alarm, isHistorical: isHistorical))
        try db.cachedStatement(
            sql: """
                INSERT INTO alarm_revision (alarm_id, revision, person, priority, changed_ms, body, delivered_ms, is_history)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (alarm_id, revision) DO NOTHING
                """
        ).execute(arguments: [
            alarm.id, alarm.revision, alarm.person.text, alarm.priority.rawValue, alarm.changed.milliseconds, body,
            isHistory || isHistorical ? alarm.changed.milliseconds : nil, isHistory || isHistorical,
        ])
        try db.cachedStatement(
            sql: """
                INSERT INTO alarm (alarm_id, person, state, revision, changed_ms, body, change) VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (alarm_id) DO UPDATE SET state = excluded.state, revision = excluded.revision,
                  changed_ms = excluded.changed_ms, body = excluded.body, change = excluded.change
                WHERE excluded.revision > alarm.revision
                """
        ).execute(arguments: [
            alarm.id, alarm.person.text, alarm.state.rawValue, alarm.revision, alarm.changed.milliseconds, body, change,
        ])
    }

    /// Revisions that the broker does not have, oldest first, after a revision.
    package func undelivered(after id: Int64, limit: Int) throws -> [UndeliveredAlarm] {
        try Row.fetchAll(db, sql: SQL.undelivered, arguments: [id, limit]).map { row in
            UndeliveredAlarm(
                id: row[0], person: try PersonID(row[1] as String), priority: row[2], changed: Timestamp(milliseconds: row[3]),
                body: row[4])
        }
    }

    /// Every revision after one, oldest first, with whether it is history.
    func revisions(after id: Int64, limit: Int) throws -> [StoredRevision] {
        try Row.fetchAll(
            db,
            sql: "SELECT revision_id, body, changed_ms, is_history FROM alarm_revision WHERE revision_id > ? ORDER BY revision_id LIMIT ?",
            arguments: [id, limit]
        ).map { StoredRevision(id: $0[0], body: $0[1], changed: Timestamp(milliseconds: $0[2]), isHistory: $0[3]) }
    }

    /// The channels of notifications that are said to fail.
    func failingChannels() throws -> Set<String> {
        let people = try String.fetchAll(
            db, sql: "SELECT person FROM alarm WHERE state <> 'off' AND body ->> 'condition' = 'channel_failing'")
        return Set(people.map { String($0.dropFirst("channel-".count)) })
    }

    /// The last revision that changed before a moment; 0: none did.
    func lastRevision(before time: Timestamp) throws -> Int64 {
        try Int64.fetchOne(
            db, sql: "SELECT MAX(revision_id) FROM alarm_revision WHERE changed_ms < ?", arguments: [time.milliseconds]) ?? 0
    }

    package func markDelivered(_ ids: [Int64], at time: Timestamp) throws {
        let statement = try db.cachedStatement(sql: "UPDATE alarm_revision SET delivered_ms = ? WHERE revision_id = ?")
        for id in ids { try statement.execute(arguments: [time.milliseconds, id]) }
    }

    /// The JSON of a person's alarms that are on.
    package func active(of person: PersonID, limit: Int) throws -> [String] {
        try String.fetchAll(db, sql: SQL.activeOfPerson, arguments: [person.text, limit])
    }

    /// The JSON of everybody's alarms that are on.
    package func active(limit: Int) throws -> [String] {
        try String.fetchAll(db, sql: SQL.active, arguments: [limit])
    }

    /// The JSON of every revision of an alarm, oldest first.
    package func history(of alarm: String) throws -> [String] {
        try String.fetchAll(db, sql: "SELECT body FROM alarm_revision WHERE alarm_id = ? ORDER BY revision", arguments: [alarm])
    }

    /// The JSON of the alarms that changed last, newest first, on or off.
    package func newest(limit: Int) throws -> [String] {
        try String.fetchAll(db, sql: SQL.newest, arguments: [limit])
    }

    /// The JSON of the alarms that changed since a change of the projection.
    package func changed(since change: Int64) throws -> [String] {
        try String.fetchAll(db, sql: SQL.since, arguments: [change])
    }

    /// Everybody who ever had an alarm: their retained lists of active alarms are on the broker, if only as empty ones.
    package func people(limit: Int) throws -> [PersonID] {
        try String.fetchAll(db, sql: "SELECT DISTINCT person FROM alarm ORDER BY person LIMIT ?", arguments: [limit])
            .map { try PersonID($0) }
    }

    /// How many alarms are on, by priority.
    package func activeCounts() throws -> [String: Int] {
        let rows = try Row.fetchAll(
            db,
            sql: "SELECT body ->> 'priority', COUNT(*) FROM alarm WHERE state <> 'off' GROUP BY 1")
        return Dictionary(rows.map { ($0[0] as String, $0[1] as Int) }) { $1 }
    }
}
