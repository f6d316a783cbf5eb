// `vitalflow-collector rules …` and `notifications …`: who would be told, whether a channel works, and what was told.

package import Alarms
import Foundation
import GRDB
import Settings
import Transfer
import Vitals

package struct NotificationProgram: Sendable {
    private let file: String?
    private let directory: String
    private let clock: WallClock

    package init(file: String?, dataDirectory: String, clock: WallClock = .system) {
        (self.file, directory, self.clock) = (file, dataDirectory, clock)
    }

    private func rules() throws -> NotificationFile {
        guard let file else {
            throw SettingsError.invalid(
                variable: "VITALFLOW_NOTIFICATIONS_FILE", value: "", expected: "a notification file; or name one with --file")
        }
        return try NotificationFile.read(file)
    }

    /// Says who is told of what, or every fault of the file.
    package func check() throws -> String {
        let file = try rules()
        var lines = [
            "The file has no faults: \(file.channels.count) channels, \(file.rules.contacts.count) contacts, \(file.rules.rules.count) rules."
        ]
        let now = clock.now()
        for priority in AlarmPriority.allCases {
            guard
                let rule = file.rules.rules.first(where: {
                    $0.people.isEmpty && $0.conditions.isEmpty && ($0.priorities.isEmpty || $0.priorities.contains(priority))
                })
            else {
                lines.append(
                    "  \(priority.rawValue): no rule for everybody; nobody is told unless a rule names the person or the condition")
                continue
            }
            let steps = rule.steps.map { step in
                let contacts = file.rules.contacts(step.notify, at: LocalTime(now, utcOffset: file.utcOffset(now)))
                let names = contacts.map { contact in
                    "\(contact.name) over \(step.isLoud ? contact.channels.joined(separator: " and ") : contact.channels.joined(separator: ", else "))"
                }
                return (step.wait > .zero ? "after \(AlarmText().duration(step.wait)) " : "at once ")
                    + (names.isEmpty ? "nobody on duty now" : names.joined(separator: "; "))
            }
            lines.append("  \(priority.rawValue): \(steps.joined(separator: " → "))")
        }
        if file.publicURL == nil { lines.append("  public_url is missing: messages have no button that acknowledges") }
        return lines.joined(separator: "\n")
    }

    /// What the rules would have done since then.
    package func test(days: Int, isJSON: Bool) async throws -> String {
        let file = try rules()
        let now = clock.now()
        let start = now - .seconds(days * 86_400)
        let views = try ViewsDatabase(file: ViewsFiles(directory: directory).current)
        let bodies = try await views.pool.read { db in
            try String.fetchAll(
                db, sql: "SELECT body FROM alarm_revision WHERE changed_ms >= ? ORDER BY revision_id", arguments: [start.milliseconds])
        }
        let revisions = try bodies.map { try JSON.value(AlarmMessage.self, from: $0.utf8) }.filter { $0.historical != true }
        let trial = RulesTrial(revisions, by: file.planner, rules: file.rules, from: start, to: now)
        if isJSON { return JSON.text(trial) }
        func listed(_ counts: [String: Int]) -> String {
            counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
        }
        return """
            \(days) days: \(trial.alarms) alarms, \(trial.count.messages) messages, \((trial.perDay * 10).rounded() / 10) a day
              to            \(listed(trial.count.contacts))
              priority      \(listed(trial.count.priorities))
              because       \(listed(trial.count.reasons))
              held          \(trial.held) for the end of quiet hours, or for others
              not told      \(trial.untold.isEmpty ? "none" : listed(trial.untold))
              unstable      \(trial.unstable) times the same alarm went on
              unattended    \(trial.unattended)
            """
    }

    /// Sends a trial over a channel.
    package func trial(_ name: String, language: AlarmLanguage) async throws -> String {
        let file = try rules()
        guard let channel = file.channels[name] else {
            throw SettingsError.invalid(
                variable: "CHANNEL", value: name, expected: "one of \(file.channels.keys.sorted().joined(separator: ", "))")
        }
        let message = NotificationMessage(trialOf: name, language: language, at: clock.now())
        let verdict = await channel.deliver(message, Transfer())
        switch verdict {
        case .arrived: return "The server of \(name) took the trial. Look whether it arrived."
        case .channelFailed(let reason), .refused(let reason): throw ChannelTrialError(channel: name, reason: reason)
        }
    }

    /// Messages, the newest first.
    package func list(waiting: Bool, limit: Int, isJSON: Bool) async throws -> String {
        let told = try await store().pool.read { db in
            try Row.fetchAll(
                db, sql: "SELECT * FROM notification WHERE NOT ? OR next_ms IS NOT NULL ORDER BY notification_id DESC LIMIT ?",
                arguments: [waiting, limit]
            ).map { ToldMessage($0) }
        }
        if isJSON { return JSON.text(told) }
        guard !told.isEmpty else { return waiting ? "No message waits." : "No message yet." }
        return told.map(\.line).joined(separator: "\n")
    }

    private func store() throws -> NotificationStore {
        let path = NotificationStore.file(in: directory)
        guard FileManager.default.fileExists(atPath: path) else { throw StoreCommandError.noLog(path) }
        return try NotificationStore(file: path)
    }
}

/// A channel that does not work, when it was tried.
package struct ChannelTrialError: Error, CustomStringConvertible {
    let channel: String
    let reason: String

    package var description: String { "\(channel) did not take the trial: \(reason)" }
}

/// A message as people and programs see it.
private struct ToldMessage: Sendable, Encodable {
    let key: String
    let alarm: String
    let contact: String
    let channel: String
    let priority: String
    let reason: String
    let state: String
    let attempts: Int
    let decided: String
    let settled: String?
    let next: String?
    let error: String?

    init(_ row: Row) {
        func time(_ column: String) -> String? { (row[column] as Int64?).map { Timestamp(milliseconds: $0).description } }
        (key, alarm, contact, channel) = (row["key"], row["alarm_id"], row["contact"], row["channel"])
        (priority, reason, state, attempts) = (row["priority"], row["reason"], row["state"], row["attempts"])
        (decided, settled, next, error) = (time("decided_ms") ?? "", time("settled_ms"), time("next_ms"), row["error"])
    }

    var line: String {
        let outcome = state == "waiting" ? "waits until \(next ?? "")\(error.map { " (\($0))" } ?? "")" : "\(state) \(settled ?? "")"
        return "\(decided)  \(contact) over \(channel)  \(reason)  \(alarm)  \(outcome)"
    }
}
