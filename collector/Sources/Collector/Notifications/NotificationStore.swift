// What was decided to tell, and what became of it. No view: what was told cannot be made anew from the log, and is not told twice for a replay.

import Alarms
import EventLog
import Foundation
import GRDB
import Vitals

/// `notifications.sqlite`: how far the telling of each alarm has come, and every message with whether it has arrived.
struct NotificationStore: Sendable {
    let pool: DatabasePool

    init(file: String) throws {
        var configuration = Configuration()
        configuration.label = "notifications"
        configuration.busyMode = .timeout(10)
        // A message that was sent and forgotten in a power cut would be sent again; one that was decided and forgotten, never.
        configuration.prepareDatabase { db in try db.execute(sql: "PRAGMA synchronous = FULL") }
        pool = try DatabasePool(path: file, configuration: configuration)
        try Self.migrator.migrateBesideOthers(pool)
    }

    static func file(in directory: String) -> String { directory + "/notifications.sqlite" }

    private static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 escalations and notifications") { db in
            try db.execute(
                sql: """
                    -- Which revision of which views was looked at last.
                    CREATE TABLE place (
                      place_id    INTEGER PRIMARY KEY CHECK (place_id = 1),
                      views       TEXT NOT NULL,
                      revision_id INTEGER NOT NULL,
                      seen_ms     INTEGER NOT NULL  -- what the clock showed last
                    ) STRICT;

                    CREATE TABLE escalation (
                      alarm_id   TEXT PRIMARY KEY,
                      state      TEXT NOT NULL,  -- JSON: Escalation
                      body       TEXT NOT NULL,  -- JSON: the alarm's last revision
                      next_ms    INTEGER,        -- when the next step is due; NULL: none is
                      changed_ms INTEGER NOT NULL
                    ) STRICT, WITHOUT ROWID;
                    CREATE INDEX escalation_next ON escalation (next_ms) WHERE next_ms IS NOT NULL;
                    CREATE INDEX escalation_changed ON escalation (changed_ms);

                    CREATE TABLE notification (
                      notification_id INTEGER PRIMARY KEY AUTOINCREMENT,
                      key          TEXT NOT NULL UNIQUE,  -- what it is about, to whom, over what: never decided twice
                      alarm_id     TEXT NOT NULL,
                      person       TEXT NOT NULL,
                      priority     TEXT NOT NULL,
                      rank         INTEGER NOT NULL,      -- of the priority: 0 goes first
                      reason       TEXT NOT NULL,
                      contact      TEXT NOT NULL,
                      channel      TEXT NOT NULL,
                      type         TEXT NOT NULL,         -- of the channel
                      fallbacks    TEXT NOT NULL,         -- channels to try where this one fails, with commas between
                      body         TEXT NOT NULL,         -- JSON: the alarm's revision
                      measured_ms  INTEGER NOT NULL,      -- when the value that decided the revision came to its gateway
                      decided_ms   INTEGER NOT NULL,
                      not_before_ms INTEGER,              -- the end of quiet hours, or of the time for others; NULL: at once
                      message      TEXT,                  -- the key of the message that it is part of, once it was tried
                      attempts     INTEGER NOT NULL DEFAULT 0,
                      next_ms      INTEGER,               -- when it is to be tried; NULL: never again
                      state        TEXT NOT NULL CHECK (state IN ('waiting', 'delivered', 'handed_on', 'overtaken', 'given_up')),
                      error        TEXT,
                      settled_ms   INTEGER
                    ) STRICT;
                    CREATE INDEX notification_due ON notification (channel, rank, notification_id) WHERE next_ms IS NOT NULL;
                    CREATE INDEX notification_alarm ON notification (alarm_id, contact);
                    CREATE INDEX notification_settled ON notification (settled_ms);
                    """)
        }
        return migrator
    }

    /// A message that waits.
    struct Waiting: Sendable {
        let id: Int64
        let key: String
        let message: String?
        let person: String
        let priority: String
        let reason: Notice.Reason
        let contact: String
        let channel: String
        let fallbacks: [String]
        let body: String
        let measured: Timestamp
        let decided: Timestamp
        let attempts: Int

        init(_ row: Row) {
            (id, key, message) = (row["notification_id"], row["key"], row["message"])
            (person, priority, contact, channel) = (row["person"], row["priority"], row["contact"], row["channel"])
            reason = Notice.Reason(rawValue: row["reason"]) ?? .begun
            fallbacks = (row["fallbacks"] as String).split(separator: ",").map(String.init)
            (body, attempts) = (row["body"], row["attempts"])
            (measured, decided) = (Timestamp(milliseconds: row["measured_ms"]), Timestamp(milliseconds: row["decided_ms"]))
        }
    }

    /// The statements, apart so that tests can ask SQLite for their plans.
    enum SQL {
        static let due = """
            SELECT * FROM notification WHERE channel = ? AND next_ms IS NOT NULL AND next_ms <= ? ORDER BY rank, notification_id LIMIT ?
            """
        static let escalationsDue = "SELECT alarm_id, state, body FROM escalation WHERE next_ms <= ? ORDER BY next_ms LIMIT ?"
        static let waitingOfAlarm = """
            SELECT notification_id, reason, next_ms, attempts FROM notification
            WHERE alarm_id = ? AND contact = ? AND channel = ? AND state = 'waiting'
            """
    }

    /// Messages that go out together: of one person to one contact, of lesser priority; a high one alone.
    static let groupMax = 10
    /// What is held for longer waits for the end of quiet hours.
    static let groupedMax = Duration.seconds(900)
    /// What has arrived, or never will, is kept for reports.
    static let kept = Duration.seconds(90 * 86_400)
    /// What nobody took for so long is given up.
    static let givenUpAfter = Duration.seconds(86_400)

    /// The next messages of a channel, of which the first one decides what goes with it; what was tried together goes together again.
    func due(on channel: String, at now: Timestamp) async throws -> [Waiting] {
        try await pool.write { db in
            let rows = try Row.fetchAll(db, sql: SQL.due, arguments: [channel, now.milliseconds, 100]).map { Waiting($0) }
            guard let first = rows.first else { return [] }
            if let message = first.message {
                return try Row.fetchAll(
                    db,
                    sql: "SELECT * FROM notification WHERE channel = ? AND next_ms IS NOT NULL AND message = ? ORDER BY notification_id",
                    arguments: [channel, message]
                ).map { Waiting($0) }
            }
            let group =
                first.priority == AlarmPriority.high.rawValue
                ? [first]
                : Array(
                    rows.filter {
                        $0.message == nil && $0.contact == first.contact && $0.person == first.person && $0.reason == first.reason
                            && $0.priority != AlarmPriority.high.rawValue
                    }.prefix(Self.groupMax))
            for member in group {
                try db.execute(
                    sql: "UPDATE notification SET message = ? WHERE notification_id = ?", arguments: [first.key, member.id])
            }
            return group
        }
    }

    /// Whether the next step of an alarm is due.
    func isStepDue(at now: Timestamp) async throws -> Bool {
        try await pool.read { db in
            try Bool.fetchOne(
                db, sql: "SELECT EXISTS (SELECT * FROM escalation WHERE next_ms <= ?)", arguments: [now.milliseconds]) ?? false
        }
    }

    /// The channels for which something waits.
    func channels() async throws -> Set<String> {
        try await pool.read { db in
            Set(try String.fetchAll(db, sql: "SELECT DISTINCT channel FROM notification WHERE next_ms IS NOT NULL"))
        }
    }

    /// Returns how many messages of a channel will not arrive.
    func giveUp(on channel: String, because error: String, at now: Timestamp) async throws -> Int {
        try await pool.write { db in
            try db.execute(
                sql: """
                    UPDATE notification SET state = 'given_up', next_ms = NULL, settled_ms = ?, error = ?
                    WHERE channel = ? AND next_ms IS NOT NULL
                    """, arguments: [now.milliseconds, error, channel])
            return db.changesCount
        }
    }

    func delivered(_ ids: [Int64], at now: Timestamp) async throws {
        try await pool.write { db in
            for id in ids {
                try db.execute(
                    sql: """
                        UPDATE notification SET state = 'delivered', next_ms = NULL, settled_ms = ?, attempts = attempts + 1, error = NULL
                        WHERE notification_id = ?
                        """, arguments: [now.milliseconds, id])
            }
        }
    }

    /// Notes that it did not arrive, and when it is tried again; `nil`: not any more.
    func failed(_ ids: [Int64], because error: String, next: Timestamp?, at now: Timestamp) async throws {
        try await pool.write { db in
            for id in ids {
                try db.execute(
                    sql: """
                        UPDATE notification SET attempts = attempts + 1, error = ?, next_ms = ?,
                          state = CASE WHEN ? IS NULL THEN 'given_up' ELSE state END,
                          settled_ms = CASE WHEN ? IS NULL THEN ? ELSE NULL END
                        WHERE notification_id = ?
                        """,
                    arguments: [error, next?.milliseconds, next?.milliseconds, next?.milliseconds, now.milliseconds, id])
            }
        }
    }

    /// Hands what is due on a failing channel to the next one of each contact, where there is one. Returns how many.
    func handOn(from channel: String, types: [String: String], at now: Timestamp) async throws -> Int {
        try await pool.write { db in
            var count = 0
            for waiting in try Row.fetchAll(db, sql: SQL.due, arguments: [channel, now.milliseconds, 1000]).map({ Waiting($0) }) {
                let rest = waiting.fallbacks.drop { types[$0] == nil }
                guard let next = rest.first, let type = types[next] else { continue }
                try db.execute(
                    sql: """
                        INSERT INTO notification (key, alarm_id, person, priority, rank, reason, contact, channel, type, fallbacks, body,
                          measured_ms, decided_ms, not_before_ms, next_ms, state)
                        SELECT key || '~' || ?, alarm_id, person, priority, rank, reason, contact, ?, ?, ?, body, measured_ms, decided_ms,
                          not_before_ms, ?, 'waiting'
                        FROM notification WHERE notification_id = ?
                        ON CONFLICT (key) DO NOTHING
                        """,
                    arguments: [next, next, type, rest.dropFirst().joined(separator: ","), now.milliseconds, waiting.id])
                try db.execute(
                    sql: "UPDATE notification SET state = 'handed_on', next_ms = NULL, settled_ms = ? WHERE notification_id = ?",
                    arguments: [now.milliseconds, waiting.id])
                count += 1
            }
            return count
        }
    }

    /// What was told over a channel last, of each alarm that is not over.
    func present(on channel: String) async throws -> [Waiting] {
        try await pool.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT notification.*, MAX(notification_id) FROM escalation JOIN notification USING (alarm_id)
                    WHERE escalation.body ->> 'state' <> 'off' AND channel = ? AND notification.state = 'delivered'
                    GROUP BY alarm_id, contact ORDER BY notification_id LIMIT 1000
                    """, arguments: [channel]
            ).map { Waiting($0) }
        }
    }

    func waitingCount() async throws -> Int {
        try await pool.read { db in try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM notification WHERE next_ms IS NOT NULL") ?? 0 }
    }
}
