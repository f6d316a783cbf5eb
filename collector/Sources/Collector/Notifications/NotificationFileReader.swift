// From YAML nodes to a value, with the line of everything that is wrong.

import Alarms
import Conditions
import Foundation
import Settings
import Yams

/// Reads the notification file and gathers its faults: all of them are told at once.
struct NotificationFileReader {
    private(set) var faults: [NotificationFile.Fault] = []

    mutating func fail(_ node: Node, _ message: String) {
        faults.append(NotificationFile.Fault(line: node.mark?.line ?? 1, message: message))
    }

    mutating func file(_ root: Node) -> NotificationFile {
        var file = NotificationFile()
        let entries = mapping(root, "the file", of: ["time_zone", "public_url", "channels", "contacts", "teams", "on_call", "rules"])
        if let node = entries["time_zone"], let name = text(node, "time_zone") {
            if let zone = TimeZone(identifier: name) {
                file.timeZone = zone
            } else {
                fail(node, "\(name) is no time zone, such as Europe/Berlin")
            }
        }
        if let node = entries["public_url"] { file.publicURL = url(node, "public_url", schemes: ["https", "http"]) }
        for (name, key, value) in named(entries["channels"], "channels") {
            if let channel = channel(name, key, value) { file.channels[name] = channel }
        }
        let known = Set(file.channels.keys)
        for (name, key, value) in named(entries["contacts"], "contacts") {
            file.rules.contacts[name] = contact(name, key, value, channels: known)
        }
        for (name, key, value) in named(entries["teams"], "teams") {
            if file.rules.contacts[name] != nil { fail(key, "\(name) is a contact too: give the team another name") }
            file.rules.teams[name] = references(value, "contact", among: Set(file.rules.contacts.keys))
        }
        for (name, key, value) in named(entries["on_call"], "on_call") {
            if file.rules.contacts[name] != nil || file.rules.teams[name] != nil {
                fail(key, "\(name) is a contact or a team too: give the duty another name")
            }
            file.rules.onCall[name] = list(value, "on_call").compactMap { shift($0, contacts: Set(file.rules.contacts.keys)) }
        }
        guard let node = entries["rules"] else {
            fail(root, "rules are missing: without them nobody is told")
            return file
        }
        let targets = Set(file.rules.contacts.keys).union(file.rules.teams.keys).union(file.rules.onCall.keys)
        for node in list(node, "rules") { if let rule = rule(node, targets: targets) { file.rules.rules.append(rule) } }
        return file
    }

    private mutating func contact(_ name: String, _ key: Node, _ node: Node, channels: Set<String>) -> NotificationRules.Contact {
        let entries = mapping(node, "contact \(name)", of: ["language", "channels", "quiet"])
        var contact = NotificationRules.Contact(name: name, channels: [])
        if let node = entries["language"], let code = text(node, "language") {
            if let language = AlarmLanguage(rawValue: code) {
                contact.language = language
            } else {
                fail(node, "language \(code) is not there; there are \(AlarmLanguage.allCases.map(\.rawValue).joined(separator: ", "))")
            }
        }
        if let node = entries["channels"] { contact.channels = references(node, "channel", among: channels) }
        if entries["channels"].map({ $0.sequence?.isEmpty == true }) ?? true {
            fail(key, "\(name) has no channel: name at least one under channels")
        }
        if let node = entries["quiet"] {
            contact.quiet = (node.sequence.map { Array($0) } ?? [node]).compactMap { span($0) }
        }
        return contact
    }

    private mutating func shift(_ node: Node, contacts: Set<String>) -> NotificationRules.Shift? {
        let entries = mapping(node, "a duty", of: ["contact", "when"])
        guard let who = entries["contact"], let when = entries["when"] else {
            fail(node, "a duty has a contact and a when, such as mon-fri 18:00-08:00")
            return nil
        }
        guard let contact = references(who, "contact", among: contacts).first, let span = span(when) else { return nil }
        return NotificationRules.Shift(contact: contact, span: span)
    }

    private mutating func rule(_ node: Node, targets: Set<String>) -> NotificationRules.Rule? {
        let entries = mapping(node, "a rule", of: ["name", "people", "priorities", "conditions", "group", "steps"])
        guard let steps = entries["steps"] else {
            fail(node, "a rule has steps: - notify: [NAME]")
            return nil
        }
        var rule = NotificationRules.Rule(
            name: entries["name"].flatMap { text($0, "name") } ?? "rule at line \(node.mark?.line ?? 0)", steps: [])
        for entry in entries["people"].map({ list($0, "people") }) ?? [] {
            if let person = text(entry, "people") { rule.people.insert(person) }
        }
        for entry in entries["priorities"].map({ list($0, "priorities") }) ?? [] {
            guard let name = text(entry, "priorities") else { continue }
            if let priority = AlarmPriority(rawValue: name) {
                rule.priorities.insert(priority)
            } else {
                fail(entry, "\(name) is no priority; there are \(AlarmPriority.allCases.map(\.rawValue).joined(separator: ", "))")
            }
        }
        for entry in entries["conditions"].map({ list($0, "conditions") }) ?? [] {
            guard let name = text(entry, "conditions") else { continue }
            if let condition = ConditionKind(rawValue: name) {
                rule.conditions.insert(condition)
            } else {
                fail(entry, "\(name) is no condition; there are \(ConditionKind.allCases.map(\.rawValue).joined(separator: ", "))")
            }
        }
        if let node = entries["group"] { rule.group = duration(node, "group") }
        for (index, node) in list(steps, "steps").enumerated() {
            let entries = mapping(node, "a step", of: ["wait", "notify", "loud"])
            var step = NotificationRules.Step(notify: [])
            if let node = entries["wait"] { step.wait = duration(node, "wait") }
            if index > 0, step.wait == .zero { fail(node, "every step but the first has a wait, such as wait: 5m") }
            if let node = entries["notify"] { step.notify = references(node, "contact, team or duty", among: targets) }
            if entries["notify"].map({ $0.sequence?.isEmpty == true }) ?? true { fail(node, "a step says whom to notify: [NAME]") }
            if let node = entries["loud"] { step.isLoud = yesOrNo(node, "loud") }
            rule.steps.append(step)
        }
        if rule.steps.isEmpty { fail(steps, "a rule has at least one step") }
        return rule
    }
}
