// The board as lines for a person to read.

import Alarms
import Foundation
import HeartRhythm
import Uplink
import Vitals

struct WatchView {
    let header: String?
    let now: Timestamp
    let usesColour: Bool

    func lines(_ board: WatchBoard, isConnected: Bool) -> [String] {
        var lines: [String] = []
        if let header { lines += [header, ""] }
        if !isConnected { lines += [colour("no connection to the broker, trying again", .warning), ""] }
        lines.append(bold("PEOPLE"))
        if board.people.isEmpty { lines.append("  nobody yet") }
        for (name, person) in board.people.sorted(by: { $0.key < $1.key }) { lines.append(line(name, person)) }
        lines += ["", bold("GATEWAYS")]
        if board.gateways.isEmpty { lines.append("  none yet") }
        for (name, status) in board.gateways.sorted(by: { $0.key < $1.key }) { lines.append(line(name, status)) }
        lines += ["", bold("ALARMS")]
        let active = board.active.values.sorted { ($0.since, $0.id) < ($1.since, $1.id) }
        if active.isEmpty { lines.append("  none is on") }
        lines += active.map { "  " + colour("ON ", .alarm) + " " + line($0) }
        lines += board.recent.reversed().filter { $0.state == .off }.map { "  off " + line($0) }
        return lines
    }

    private func line(_ name: String, _ person: WatchBoard.Person) -> String {
        let rate = person.rates.last.map { String(Int($0.rounded())) } ?? "–"
        let age = person.rateTime.map { (now - $0).inSeconds } ?? 0
        let note = age > 5 ? " \(Int(age)) s ago" : person.quality == "good" || person.quality.isEmpty ? "" : " \(readable(person.quality))"
        let rhythm = person.rhythm.map { "rhythm " + $0.rhythm.rawValue } ?? ""
        let mark = person.isSimulated ? "  " + colour("SIMULATED", .mark) : ""
        return "  " + padded(name, 16) + padded(rate, 4, left: true) + " /min  " + padded(Sparkline.text(person.rates), WatchBoard.ratesMax)
            + "  " + rhythm + note + mark
    }

    private func line(_ name: String, _ status: GatewayStatus) -> String {
        let connected = status.devices.count { $0.link == .connected }
        let mark = status.simulated ? "  " + colour("SIMULATED", .mark) : ""
        let lost = status.lostFrames.map { $0 > 0 ? "  " + colour("\($0) lost", .warning) : "" } ?? ""
        return "  " + padded(name, 16) + (status.online ? padded("online", 8) : colour(padded("offline", 8), .warning))
            + "  \(status.bufferedFrames) buffered, \(status.deliveredFrames) delivered, \(connected) of \(status.devices.count) devices"
            + lost + mark
    }

    private func line(_ alarm: AlarmMessage) -> String {
        let time = alarm.state == .off ? alarm.changed : alarm.since
        return "\(time.prefix(19))Z  " + padded(alarm.priority.rawValue, 7) + padded(alarm.person.printable, 16) + alarm.text.printable
            + (alarm.simulated ? "  " + colour("SIMULATED", .mark) : "")
    }

    private func readable(_ key: String) -> String { key.replacing("_", with: " ").printable }

    private func padded(_ text: String, _ width: Int, left: Bool = false) -> String {
        let shown = text.printable
        let spaces = String(repeating: " ", count: max(0, width - shown.count))
        return left ? spaces + shown : shown + spaces
    }

    private enum Role: String {
        case alarm = "1;31"
        case warning = "33"
        case mark = "36"
    }

    private func colour(_ text: String, _ role: Role) -> String { usesColour ? "\u{1B}[\(role.rawValue)m\(text)\u{1B}[0m" : text }
    private func bold(_ text: String) -> String { usesColour ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
}
