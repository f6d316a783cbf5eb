// `vitalflow-collector key`: the collector's keys, whether it runs or not.

import Settings
import Uplink
import Vitals

/// What the commands do; each returns what they print.
package struct KeyProgram: Sendable {
    private let store: CollectorKeyStore
    private let clock: WallClock

    /// A key that becomes valid in the year 3026 is a slip of the pen, and gateways would believe it.
    private static let validFromDaysMax = 366

    package init(dataDirectory: String, clock: WallClock = .system) {
        store = CollectorKeyStore(dataDirectory: dataDirectory)
        self.clock = clock
    }

    package func show(json: Bool) throws -> String {
        let (set, now) = (try store.load(), clock.now())
        let key = set.present(at: now)
        return json ? JSON.text(KeyReport(key, in: set, at: now)) : key.text
    }

    package func list(json: Bool) throws -> String {
        let reports = KeyReport.all(try store.load(), at: clock.now())
        if json { return JSON.text(reports) }
        return reports.map { report in
            "\(report.id)  \(report.use)" + (report.validFrom.map { "  valid from \($0)" } ?? "")
        }.joined(separator: "\n")
    }

    /// `validFrom` is RFC 3339, or nothing for now.
    package func rotate(validFrom text: String?, json: Bool) throws -> String {
        let now = clock.now()
        let validFrom = try text.map { text throws(SettingsError) in try Self.validFrom(text, now: now) } ?? now
        let set = try store.rotate(validFrom: validFrom)
        let key = set.ring.newest
        if json { return JSON.text(KeyReport(key, in: set, at: now)) }
        return """
            \(key.text)
            Key \(key.id) is valid from \(validFrom). The running collector announces it, and gateways learn it by themselves: change \
            their settings only where you set one up anew.
            """
    }

    package func retire(_ id: String, force: Bool, json: Bool) throws -> String {
        let key = try store.retire(id, at: clock.now(), evenIfUsedRecently: force)
        struct Retired: Encodable { let retired: String }
        return json ? JSON.text(Retired(retired: key.description)) : "Key \(key) is deleted. Delete it from backups too."
    }

    private static func validFrom(_ text: String, now: Timestamp) throws(SettingsError) -> Timestamp {
        guard let time = Timestamp(text), time <= now + .seconds(86_400 * validFromDaysMax), time.milliseconds >= 0 else {
            throw .invalid(
                variable: "--valid-from", value: text,
                expected: "a time such as \(now), at most \(validFromDaysMax) days ahead")
        }
        return time
    }
}
