// Who is told of what, as people write it down.

import Alarms
import Foundation
import Settings
import Vitals
import Yams

/// The notification file: channels, contacts, teams, duties and rules. collector/config/notifications.yaml is an example.
struct NotificationFile: Sendable {
    var rules: NotificationRules
    var channels: [String: Channel]
    /// Of quiet hours and duties.
    var timeZone: TimeZone
    /// Where phones reach the collector, without a slash at the end; `nil`: messages have no buttons and no links.
    var publicURL: String?

    init() {
        (rules, channels, timeZone) = (NotificationRules(), [:], .current)
    }

    /// A line of the file that cannot be followed.
    struct Fault: Error, Hashable, CustomStringConvertible {
        let line: Int
        let message: String

        var description: String { "line \(line): \(message)" }
    }

    struct Faults: Error, CustomStringConvertible {
        let faults: [Fault]

        var description: String { faults.map(\.description).joined(separator: "\n") }
    }

    static let bytesMax = 256 * 1024

    /// Reads a file, and the secrets that it names.
    static func read(_ file: String) throws -> NotificationFile { try parse(EnvironmentFile.text(of: file)) }

    static func parse(_ text: String) throws(Faults) -> NotificationFile {
        guard text.utf8.count <= bytesMax else { throw Faults(faults: [Fault(line: 1, message: "longer than \(bytesMax) bytes")]) }
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch {
            throw Faults(faults: [fault(of: error)])
        }
        guard let root else { throw Faults(faults: [Fault(line: 1, message: "empty: it has to name channels, contacts and rules")]) }
        var reader = NotificationFileReader()
        let file = reader.file(root)
        guard reader.faults.isEmpty else { throw Faults(faults: reader.faults.sorted { $0.line < $1.line }) }
        return file
    }

    /// What the YAML parser found.
    private static func fault(of error: any Error) -> Fault {
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _), .composer(_, let problem, let mark, _):
            Fault(line: mark.line, message: "no YAML: \(problem)")
        case .duplicatedKeysInMapping(let keys, let context):
            Fault(line: context.mark.line, message: "\(keys.joined(separator: ", ")) is there twice")
        default: Fault(line: 1, message: "no YAML")
        }
    }

    /// The offset of the file's time zone at a moment.
    var utcOffset: @Sendable (Timestamp) -> Duration {
        { [timeZone] time in
            .seconds(timeZone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(time.milliseconds) / 1000)))
        }
    }

    var planner: NotificationPlanner { NotificationPlanner(rules, utcOffset: utcOffset) }
}
