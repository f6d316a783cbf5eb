// The transaction that decides: revisions in, messages out, and the place in the views, all or nothing.

import Alarms
import Conditions
import Foundation
import GRDB
import Vitals

/// A revision as the views have it.
struct StoredRevision: Sendable {
    let id: Int64
    let body: String
    let changed: Timestamp
    let isHistory: Bool
}

extension NotificationStore {
    /// Up to which revision of these views everything was looked at; `nil`: nothing ever was.
    func place(in views: String) async throws -> Int64? {
        try await pool.read { db in
            try Row.fetchOne(db, sql: "SELECT views, revision_id FROM place").map { row in (row[0] as String) == views ? row[1] : 0 }
        }
    }

    func begin(in views: String, after revision: Int64, at now: Timestamp) async throws {
        try await pool.write { db in
            try db.execute(sql: "INSERT INTO place VALUES (1, ?, ?, ?)", arguments: [views, revision, now.milliseconds])
        }
    }

    /// A clock that was set back makes nothing wait for longer.
    private static func followClock(_ now: Timestamp, _ seen: Timestamp, _ db: Database) throws {
        let stored = try Int64.fetchOne(db, sql: "SELECT seen_ms FROM place").map { Timestamp(milliseconds: $0) } ?? now
        let seen = max(seen, stored)
        try db.execute(sql: "UPDATE place SET seen_ms = ?", arguments: [now.milliseconds])
        guard now < seen else { return }
        let step = seen - now
        for row in try Row.fetchAll(db, sql: "SELECT alarm_id, state FROM escalation WHERE next_ms IS NOT NULL") {
            guard var escalation = try? JSON.value(Escalation.self, from: (row[1] as String).utf8) else { continue }
            escalation.shift(by: step)
            try db.execute(
                sql: "UPDATE escalation SET state = ?, next_ms = ? WHERE alarm_id = ?",
                arguments: [JSON.text(escalation), escalation.next?.milliseconds, row[0] as String])
        }
        // Quiet hours end when the clock says so; what was tried and rests goes on as before.
        try db.execute(
            sql: "UPDATE notification SET next_ms = next_ms - ? WHERE next_ms IS NOT NULL AND attempts > 0",
            arguments: [step.wholeMilliseconds])
        try db.execute(
            sql: """
                UPDATE notification SET next_ms = MIN(next_ms, ?)
                WHERE next_ms IS NOT NULL AND attempts = 0 AND (not_before_ms IS NULL OR not_before_ms - decided_ms <= ?)
                """, arguments: [now.milliseconds, Self.groupedMax.wholeMilliseconds])
    }

    /// Decides about revisions of these views, and about everything that time makes due. Returns how many messages came of it.
    func plan(_ revisions: [StoredRevision], in views: String, by file: NotificationFile, seen: Timestamp, at now: Timestamp) async throws
        -> Int
    {
        try await pool.write { db in
            try Self.followClock(now, seen, db)
            let plan = Plan(db: db, file: file, planner: file.planner, now: now)
            var count = 0
            for revision in revisions where !revision.isHistory { count += try plan.take(revision) }
            if let last = revisions.last {
                try db.execute(sql: "UPDATE place SET views = ?, revision_id = ?", arguments: [views, last.id])
            }
            for row in try Row.fetchAll(db, sql: SQL.escalationsDue, arguments: [now.milliseconds, 1000]) {
                count += try plan.pass(row[0], state: row[1], body: row[2])
            }
            try db.execute(
                sql: "DELETE FROM escalation WHERE changed_ms < ? AND next_ms IS NULL", arguments: [(now - Self.kept).milliseconds])
            try db.execute(sql: "DELETE FROM notification WHERE settled_ms < ?", arguments: [(now - Self.kept).milliseconds])
            return count
        }
    }

    private struct Plan {
        let db: Database
        let file: NotificationFile
        let planner: NotificationPlanner
        let now: Timestamp

        func take(_ revision: StoredRevision) throws -> Int {
            guard let message = try? JSON.value(AlarmMessage.self, from: revision.body.utf8), let news = AlarmNews(message) else {
                return 0
            }
            var escalation = try String.fetchOne(db, sql: "SELECT state FROM escalation WHERE alarm_id = ?", arguments: [message.id])
                .flatMap { try? JSON.value(Escalation.self, from: $0.utf8) }
            let before = escalation
            let notices = planner.take(news, &escalation, at: now)
            if let escalation, escalation != before { try save(escalation, of: message.id, revision.body) }
            return try notices.reduce(0) { try $0 + write($1, news, message, revision.body, step: escalation?.steps ?? 0) }
        }

        func pass(_ alarm: String, state: String, body: String) throws -> Int {
            guard let message = try? JSON.value(AlarmMessage.self, from: body.utf8), let news = AlarmNews(message),
                var escalation = try? JSON.value(Escalation.self, from: state.utf8)
            else {
                // Of another version: nothing can be decided about it.
                try db.execute(sql: "UPDATE escalation SET next_ms = NULL WHERE alarm_id = ?", arguments: [alarm])
                return 0
            }
            let notices = planner.pass(news, &escalation, at: now)
            try save(escalation, of: alarm, body)
            return try notices.reduce(0) { try $0 + write($1, news, message, body, step: escalation.steps) }
        }

        private func save(_ escalation: Escalation, of alarm: String, _ body: String) throws {
            try db.execute(
                sql: """
                    INSERT INTO escalation VALUES (?, ?, ?, ?, ?)
                    ON CONFLICT (alarm_id) DO UPDATE SET state = excluded.state, body = excluded.body, next_ms = excluded.next_ms,
                      changed_ms = excluded.changed_ms
                    """,
                arguments: [alarm, JSON.text(escalation), body, escalation.next?.milliseconds, now.milliseconds])
        }

        /// Writes the messages of a notice: one over the contact's first channel, or one over each.
        private func write(_ notice: Notice, _ news: AlarmNews, _ message: AlarmMessage, _ body: String, step: Int) throws -> Int {
            let channels = (file.rules.contacts[notice.contact]?.channels ?? []).filter { name in
                // That a channel fails is not told over the channel that fails.
                file.channels[name] != nil && !(news.condition == .channelFailing && news.person == PersonID.channel(name)?.text)
            }
            let chosen =
                notice.isLoud ? channels.map { ($0, "") } : channels.first.map { [($0, channels.dropFirst().joined(separator: ","))] } ?? []
            var count = 0
            for (channel, fallbacks) in chosen {
                guard try settles(notice, news, over: channel) == false else { continue }
                try db.execute(
                    sql: """
                        INSERT INTO notification (key, alarm_id, person, priority, rank, reason, contact, channel, type, fallbacks, body,
                          measured_ms, decided_ms, not_before_ms, next_ms, state)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting') ON CONFLICT (key) DO NOTHING
                        """,
                    arguments: [
                        "\(news.id)/\(news.revision)/\(notice.reason.rawValue)-\(step)/\(notice.contact)/\(channel)", news.id, news.person,
                        news.priority.rawValue, news.priority.rank, notice.reason.rawValue, notice.contact, channel,
                        file.channels[channel]?.type ?? "", fallbacks, body,
                        Timestamp(message.changed)?.milliseconds ?? now.milliseconds, now.milliseconds,
                        notice.notBefore?.milliseconds, (notice.notBefore ?? now).milliseconds,
                    ])
                count += db.changesCount
            }
            return count
        }

        /// What waits and would be out of date when it came is taken back: a reminder for a later one, what is held for the end of quiet hours or for
        /// others for whatever comes after it. Returns whether nothing is left to tell: what is over before anybody heard of it.
        private func settles(_ notice: Notice, _ news: AlarmNews, over channel: String) throws -> Bool {
            let isEnd = notice.reason == .over || notice.reason == .acknowledged
            var wasHeld = false
            for row in try Row.fetchAll(db, sql: SQL.waitingOfAlarm, arguments: [news.id, notice.contact, channel]) {
                let (id, reason, next, attempts) = (row[0] as Int64, row[1] as String, row[2] as Int64?, row[3] as Int)
                let isHeld = attempts == 0 && (next.map { $0 > now.milliseconds } ?? false)
                guard isHeld || (notice.reason == .reminder && reason == Notice.Reason.reminder.rawValue) else { continue }
                wasHeld = wasHeld || isHeld
                try db.execute(
                    sql: "UPDATE notification SET state = 'overtaken', next_ms = NULL, settled_ms = ? WHERE notification_id = ?",
                    arguments: [now.milliseconds, id])
            }
            return try isEnd && wasHeld && !hasHeard(notice.contact, of: news.id)
        }

        private func hasHeard(_ contact: String, of alarm: String) throws -> Bool {
            try Bool.fetchOne(
                db,
                sql: """
                    SELECT EXISTS (SELECT * FROM notification WHERE alarm_id = ? AND contact = ?
                      AND (state IN ('delivered', 'handed_on') OR attempts > 0 OR (state = 'waiting' AND next_ms <= ?)))
                    """, arguments: [alarm, contact, now.milliseconds]) ?? false
        }
    }
}

extension AlarmNews {
    /// `nil`: of a condition that this version does not know.
    init?(_ message: AlarmMessage) {
        guard let condition = ConditionKind(rawValue: message.condition) else { return nil }
        self.init(
            id: message.id, revision: message.revision, person: message.person, condition: condition, priority: message.priority,
            state: message.state, isSignal: message.signal ?? true,
            isPaused: message.snoozed != nil || message.silenced != nil || message.inhibitedBy != nil,
            acknowledgedBy: message.acknowledged?.by)
    }
}
