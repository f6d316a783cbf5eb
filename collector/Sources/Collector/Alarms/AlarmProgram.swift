// `vitalflow-collector alarms …`: what is on, what became of it, and what somebody does about it.

package import Alarms
import Conditions
import EventLog
import Foundation
import GRDB
import Settings
import Vitals

package struct AlarmProgram: Sendable {
    private let directory: String
    private let clock: WallClock

    package init(dataDirectory: String, clock: WallClock = .system) {
        directory = dataDirectory
        self.clock = clock
    }

    private static let activeMax = 10_000

    private func pool() throws -> DatabasePool { try ViewsDatabase(file: ViewsFiles(directory: directory).current).pool }

    /// The alarms that are not off, or those that changed last.
    package func list(of person: String?, all: Bool, limit: Int, isJSON: Bool) async throws -> String {
        let wanted = try person.map(DecisionProgram.person)
        let bodies = try await pool().read { db in
            let store = AlarmStore(db)
            if all { return try store.newest(limit: wanted == nil ? limit : Self.activeMax) }
            return try wanted.map { try store.active(of: $0, limit: limit) } ?? store.active(limit: limit)
        }
        let alarms = try bodies.map { (json: $0, alarm: try JSON.value(AlarmMessage.self, from: $0.utf8)) }
            .filter { wanted == nil || $0.alarm.person == wanted?.text }.prefix(limit)
        if isJSON { return "[" + alarms.map(\.json).joined(separator: ",") + "]" }
        guard !alarms.isEmpty else { return all ? "There was no alarm yet." : "No alarm is on." }
        return alarms.map { Self.line($0.alarm) }.joined(separator: "\n")
    }

    /// One alarm: its revisions, who did what, and the values that caused it.
    package func show(_ id: String, isJSON: Bool) async throws -> String {
        let bodies = try await pool().read { db in try AlarmStore(db).history(of: id) }
        guard !bodies.isEmpty else { throw Self.unknown(id) }
        if isJSON { return "[" + bodies.joined(separator: ",") + "]" }
        let revisions = try bodies.map { try JSON.value(AlarmMessage.self, from: $0.utf8) }
        var lines = [id]
        for revision in revisions {
            lines.append("  \(revision.changed)  \(Self.padded(revision.state.rawValue, 8))\(revision.text)\(Self.handling(revision))")
        }
        for (name, figure) in (revisions.first?.evidence ?? [:]).sorted(by: { $0.key < $1.key }) {
            let series = figure.series.map { "  " + $0.map { "\(Int($0.rounded()))" }.joined(separator: " ") } ?? ""
            lines.append("  \(Self.padded(name, 20))\(figure.value) \(figure.unit)\(series)")
        }
        if let detector = revisions.first?.detector { lines.append("  \(Self.padded("detector", 20))\(detector)") }
        return lines.joined(separator: "\n")
    }

    /// Says each change of an alarm when it is decided, until the task ends; first what is on.
    package func watch(of person: String?, isJSON: Bool, _ say: (String) -> Void) async throws {
        let wanted = try person.map(DecisionProgram.person)
        let files = ViewsFiles(directory: directory)
        var (file, views) = (files.current, try pool())
        func show(_ bodies: [String]) throws {
            for body in bodies {
                let alarm = try JSON.value(AlarmMessage.self, from: body.utf8)
                if wanted == nil || alarm.person == wanted?.text { say(isJSON ? body : "\(alarm.changed)  \(Self.line(alarm))") }
            }
        }
        var (last, active) = try await views.read { db in
            (try AlarmStore(db).lastRevision(before: .last), try AlarmStore(db).active(limit: Self.activeMax))
        }
        try show(active)
        while !Task.isCancelled {
            if files.current != file {
                // A replay made other views, which number their revisions anew.
                (file, views) = (files.current, try pool())
                last = try await views.read { db in try AlarmStore(db).lastRevision(before: .last) }
            }
            let revisions = try await views.read { [last] db in try AlarmStore(db).revisions(after: last, limit: Self.activeMax) }
            try show(revisions.filter { !$0.isHistory }.map(\.body))
            last = revisions.last?.id ?? last
            try? await Task.sleep(for: Self.watchInterval)
        }
    }

    private static let watchInterval = Duration.milliseconds(300)

    /// What became of the alarms of the last days.
    package func report(days: Int, isJSON: Bool) async throws -> String {
        let now = clock.now()
        let start = now - .seconds(days * 86_400)
        let bodies = try await pool().read { db in
            try String.fetchAll(
                db, sql: "SELECT body FROM alarm_revision WHERE changed_ms >= ? ORDER BY revision_id", arguments: [start.milliseconds])
        }
        let report = AlarmReport(
            try bodies.map { try JSON.value(AlarmMessage.self, from: $0.utf8) }, told: try await latencies(since: start), days: Double(days)
        )
        return isJSON ? JSON.text(report) : report.text
    }

    private func latencies(since start: Timestamp) async throws -> [(type: String, priority: String, seconds: Double)] {
        let file = NotificationStore.file(in: directory)
        guard FileManager.default.fileExists(atPath: file) else { return [] }
        return try await NotificationStore(file: file).pool.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT type, priority, settled_ms - MAX(measured_ms, COALESCE(not_before_ms, 0)) FROM notification
                    WHERE state = 'delivered' AND decided_ms >= ?
                    """, arguments: [start.milliseconds]
            ).map { ($0[0], $0[1], Double($0[2] as Int64) / 1000) }
        }
    }

    /// `target`: an alarm's id to acknowledge it, else a person. `seconds`: for how long.
    package func act(
        _ kind: AlarmAction.Kind, on target: String, condition: String? = nil, by: String, because reason: String, for seconds: Int64? = nil
    ) async throws -> String {
        let last = kind == .acknowledge ? try await latest(of: target) : nil
        if let last, last.state == .off {
            throw SettingsError.invalid(
                variable: "ALARM", value: target, expected: "an alarm that is not over; this one ended \(last.changed)")
        }
        let action = AlarmAction(
            kind, of: try last.map { try PersonID($0.person) } ?? DecisionProgram.person(target), alarm: last?.id,
            condition: try condition.map(Self.condition), by: by, because: reason, for: seconds.map { .seconds($0) })
        if let fault = action.fault { throw Self.invalid(fault, action) }
        _ = try await SQLiteLog.existing(in: directory).append([.own(.alarmAction, JSON.bytes(action), at: clock.now())])
        return "Noted: \(kind.rawValue) by \(by). It takes effect within a second while the collector runs, else when it starts."
    }

    private func latest(of id: String) async throws -> AlarmMessage {
        let bodies = try await pool().read { db in try AlarmStore(db).history(of: id) }
        guard let last = bodies.last else { throw Self.unknown(id) }
        return try JSON.value(AlarmMessage.self, from: last.utf8)
    }

    private static func unknown(_ id: String) -> SettingsError {
        SettingsError.invalid(variable: "ALARM", value: id, expected: "the id of an alarm; alarms list shows them")
    }

    private static func condition(_ text: String) throws -> ConditionKind {
        guard let condition = ConditionKind(rawValue: text) else {
            throw SettingsError.invalid(
                variable: "CONDITION", value: text, expected: "one of " + ConditionKind.allCases.map(\.rawValue).joined(separator: ", "))
        }
        return condition
    }

    private static func invalid(_ fault: AlarmAction.Fault, _ action: AlarmAction) -> SettingsError {
        switch fault {
        case .by: .invalid(variable: "--by", value: action.by, expected: "a name of up to \(AlarmAction.byMax) characters")
        case .reason: .invalid(variable: "--reason", value: action.reason, expected: "up to \(AlarmAction.reasonMax) characters")
        case .alarm: .invalid(variable: "ALARM", value: "", expected: "the id of an alarm")
        case .condition: .invalid(variable: "CONDITION", value: "", expected: "a condition, such as irregular_rhythm")
        case .duration: .invalid(variable: "--for", value: "\(action.seconds ?? 0) s", expected: "a time such as 30m, of a second at least")
        }
    }

    private static func line(_ alarm: AlarmMessage) -> String {
        "\(alarm.since.prefix(19))Z  \(padded(alarm.priority.rawValue, 7))\(padded(alarm.state.rawValue, 8))\(padded(alarm.person, 16))"
            + "\(alarm.text)\(handling(alarm))\(alarm.simulated ? "  SIMULATED" : "")\n    \(alarm.id)"
    }

    private static func handling(_ alarm: AlarmMessage) -> String {
        let parts = [
            alarm.acknowledged.map { "acknowledged by \($0.by): \($0.reason)" },
            alarm.snoozed.map { "snoozed by \($0.by) until \($0.until)" },
            alarm.silenced.map { "silenced by \($0.by) until \($0.until)" }, alarm.inhibitedBy.map { "quiet because of \($0)" },
            alarm.unstable == true ? "comes and goes" : nil, alarm.unattended == true ? "UNATTENDED" : nil,
        ].compactMap(\.self)
        return parts.isEmpty ? "" : "  (" + parts.map(\.printable).joined(separator: "; ") + ")"
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text.printable + String(repeating: " ", count: max(1, width - text.count))
    }
}
