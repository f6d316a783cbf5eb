// The kinds of values that the notification file has.

import Alarms
import Foundation
import Settings
import Yams

extension NotificationFileReader {
    /// The entries of a mapping; a name that means nothing is a fault.
    mutating func mapping(_ node: Node, _ what: String, of names: [String]) -> [String: Node] {
        guard let mapping = node.mapping else {
            fail(node, "\(what) has to be NAME: VALUE, of \(names.joined(separator: ", "))")
            return [:]
        }
        var found: [String: Node] = [:]
        for (key, value) in mapping {
            guard let name = key.string, names.contains(name) else {
                fail(key, "\(what) has \(key.string ?? "a name") that means nothing; there are \(names.joined(separator: ", "))")
                continue
            }
            found[name] = value
        }
        return found
    }

    /// The entries of a mapping whose names are free; none where it is not there.
    mutating func named(_ node: Node?, _ what: String) -> [(name: String, key: Node, value: Node)] {
        guard let node else { return [] }
        guard let mapping = node.mapping else {
            fail(node, "\(what) has to be NAME: and what belongs to it")
            return []
        }
        return mapping.compactMap { key, value in
            let name = key.string ?? ""
            guard (1...64).contains(name.count), name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) })
            else {
                fail(key, "a name has up to 64 letters, digits, - _ and .")
                return nil
            }
            return (name, key, value)
        }
    }

    /// Several, or one without brackets.
    mutating func list(_ node: Node, _ what: String) -> [Node] {
        if let sequence = node.sequence { return Array(sequence) }
        if node.scalar != nil { return [node] }
        fail(node, "\(what) has to be a list")
        return []
    }

    mutating func text(_ node: Node, _ what: String) -> String? {
        guard let text = node.scalar?.string, !text.isEmpty else {
            fail(node, "\(what) has to be a word")
            return nil
        }
        return text
    }

    mutating func yesOrNo(_ node: Node, _ what: String) -> Bool {
        switch node.scalar?.string {
        case "yes", "true": return true
        case "no", "false": return false
        default:
            fail(node, "\(what) is yes or no")
            return false
        }
    }

    /// Names of what is defined elsewhere in the file.
    mutating func references(_ node: Node, _ what: String, among known: Set<String>) -> [String] {
        list(node, what).compactMap { entry in
            guard let name = text(entry, what) else { return nil }
            guard known.contains(name) else {
                fail(entry, "there is no \(what) \(name); there are \(known.isEmpty ? "none" : known.sorted().joined(separator: ", "))")
                return nil
            }
            return name
        }
    }

    mutating func url(_ node: Node, _ what: String, schemes: [String] = ["https", "http"]) -> String? {
        guard let text = text(node, what) else { return nil }
        guard let parts = URLComponents(string: text), let scheme = parts.scheme, schemes.contains(scheme), parts.host?.isEmpty == false,
            parts.user == nil
        else {
            fail(node, "\(what) has to be \(schemes.map { "\($0)://" }.joined(separator: " or ")) and a host; secrets go into files")
            return nil
        }
        return text.hasSuffix("/") ? String(text.dropLast()) : text
    }

    /// `90s`, `5m`, `2h`.
    mutating func duration(_ node: Node, _ what: String) -> Duration {
        let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3600]
        guard let text = node.scalar?.string, let unit = text.last.flatMap({ units[$0] }), let count = Int64(text.dropLast()),
            (0...86_400).contains(count * unit)
        else {
            fail(node, "\(what) has to be a time up to a day, such as 90s, 5m or 2h")
            return .zero
        }
        return .seconds(count * unit)
    }

    /// `22:00-07:00`, `mon-fri 18:00-08:00`, `sat,sun 00:00-24:00`.
    mutating func span(_ node: Node) -> DaySpan? {
        let words = (node.scalar?.string ?? "").lowercased().split(separator: " ")
        let days = words.count == 2 ? Self.weekdays(words[0]) : []
        let hours = words.last?.split(separator: "-").compactMap { Self.minute($0) } ?? []
        guard (1...2).contains(words.count), let days, hours.count == 2, hours[0] != hours[1] else {
            fail(node, "has to be hours such as 22:00-07:00, with days before them where not all are meant: mon-fri, or sat,sun")
            return nil
        }
        return DaySpan(weekdays: days, from: hours[0], to: hours[1])
    }

    private static func weekdays(_ text: Substring) -> Set<Int>? {
        let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
        var days: Set<Int> = []
        for part in text.split(separator: ",") {
            let ends = part.split(separator: "-").map { names.firstIndex(of: String($0)) }
            guard (1...2).contains(ends.count), let first = ends.first ?? nil, let last = ends.last ?? nil else { return nil }
            var day = first
            days.insert(day)
            while day != last {
                day = (day + 1) % 7
                days.insert(day)
            }
        }
        return days
    }

    private static func minute(_ text: Substring) -> Int? {
        let parts = text.split(separator: ":").map { $0.count == 2 ? Int($0) : nil }
        guard parts.count == 2, let hour = parts[0], let minute = parts[1], (0..<60).contains(minute),
            (0...1440).contains(hour * 60 + minute)
        else { return nil }
        return hour * 60 + minute
    }
}
