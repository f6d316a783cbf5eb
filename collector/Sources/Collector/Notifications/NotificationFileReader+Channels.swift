// The channels of the notification file. Secrets lie in files of their own.

import Alarms
import Foundation
import Settings
import Transfer
import Yams

extension NotificationFileReader {
    mutating func channel(_ name: String, _ key: Node, _ node: Node) -> Channel? {
        let own = [
            "ntfy": ["topic", "topic_file", "token_file"], "gotify": ["token_file"], "webhook": ["secret_file"],
            "smtp": ["security", "user", "password_file", "from", "to"], "alertmanager": [], "apprise": ["key", "tag"],
        ]
        guard let types = node.mapping.map({ mapping in own.keys.filter { mapping[$0] != nil } }), types.count == 1, let type = types.first
        else {
            fail(key, "channel \(name) has one of \(Channel.types.joined(separator: ", ")) with the address of its server")
            return nil
        }
        let entries = mapping(node, "channel \(name)", of: [type, "private", "ca_file"] + (own[type] ?? []))
        guard let address = entries[type] else { return nil }
        let found: Channel.Kind?
        switch type {
        case "ntfy":
            found = url(address, type).flatMap { url in
                topic(entries, key).map { .ntfy(NtfyChannel(url: url, topic: $0, token: secret(entries["token_file"]))) }
            }
        case "gotify":
            found = url(address, type).flatMap { url in
                needed("token_file", entries, name, key).map { .gotify(GotifyChannel(url: url, token: $0)) }
            }
        case "webhook":
            found = url(address, type).flatMap { url in
                needed("secret_file", entries, name, key).flatMap { secret in
                    guard let bytes = WebhookChannel.secret(secret.revealed) else {
                        fail(entries["secret_file"] ?? key, "the secret is whsec_ and 24 to 64 bytes in Base64")
                        return nil
                    }
                    return .webhook(WebhookChannel(url: url, secret: bytes))
                }
            }
        case "smtp": found = mail(address, entries, name, key)
        case "alertmanager": found = url(address, type).map { .alertmanager(AlertmanagerChannel(url: $0)) }
        default:
            found = url(address, type).map { url in
                .apprise(
                    AppriseChannel(
                        url: url, key: entries["key"].flatMap { text($0, "key") } ?? "apprise",
                        tag: entries["tag"].flatMap { text($0, "tag") }))
            }
        }
        let isPrivate = entries["private"].map { yesOrNo($0, "private") } ?? false
        let authorityFile = entries["ca_file"].flatMap { text($0, "ca_file") }
        return found.map { Channel(name: name, kind: $0, isPrivate: isPrivate, authorityFile: authorityFile) }
    }

    private mutating func topic(_ entries: [String: Node], _ key: Node) -> Secret? {
        let topic = entries["topic"].flatMap { text($0, "topic") }.map { Secret($0) } ?? secret(entries["topic_file"])
        if topic == nil, entries["topic_file"] == nil { fail(key, "an ntfy channel has a topic, or a topic_file") }
        if let topic,
            topic.revealed.contains(where: { !$0.isASCII || !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") })
                || topic.revealed.count > 64
        {
            fail(key, "a topic has up to 64 letters, digits, - and _")
            return nil
        }
        return topic
    }

    private mutating func mail(_ address: Node, _ entries: [String: Node], _ name: String, _ key: Node) -> Channel.Kind? {
        let security = entries["security"].flatMap { node -> TransferRequest.Security? in
            guard let word = text(node, "security") else { return nil }
            guard let security = TransferRequest.Security(rawValue: word) else {
                fail(node, "security is starttls, tls or none")
                return nil
            }
            return security
        }
        let from = entries["from"].flatMap { mailAddress($0) }
        let to = entries["to"].map { node in list(node, "to").compactMap { mailAddress($0) } } ?? []
        if entries["from"] == nil || to.isEmpty { fail(key, "mail channel \(name) has from and to addresses") }
        guard let url = url(address, "smtp", schemes: ["smtp", "smtps"]), let from, !to.isEmpty else { return nil }
        var login: (name: String, password: Secret)?
        if let user = entries["user"].flatMap({ text($0, "user") }) {
            guard let password = needed("password_file", entries, name, key) else { return nil }
            login = (user, password)
        }
        let chosen = url.hasPrefix("smtps:") ? .tls : security ?? .startTLS
        if login != nil, chosen == .none { fail(key, "a password needs security: starttls or tls") }
        let scheme = chosen == .tls ? "smtps" : "smtp"
        let place = url.drop { $0 != ":" }
        return .smtp(MailChannel(url: scheme + place, security: chosen, login: login, from: from, to: to))
    }

    private mutating func mailAddress(_ node: Node) -> String? {
        guard let address = text(node, "address") else { return nil }
        let parts = address.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty,
            address.allSatisfy({ $0.isASCII && !$0.isWhitespace && $0 != "<" && $0 != ">" })
        else {
            fail(node, "\(address) is no mail address")
            return nil
        }
        return address
    }

    private mutating func needed(_ name: String, _ entries: [String: Node], _ channel: String, _ key: Node) -> Secret? {
        guard let node = entries[name] else {
            fail(key, "channel \(channel) needs \(name): a file whose first line is the secret")
            return nil
        }
        return secret(node)
    }

    /// The first line of a file.
    private mutating func secret(_ node: Node?) -> Secret? {
        guard let node, let file = text(node, "a file") else { return nil }
        do {
            let line = try EnvironmentFile.text(of: file).split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
            guard !line.isEmpty else {
                fail(node, "\(file) is empty")
                return nil
            }
            return Secret(line)
        } catch {
            fail(node, "\(error)")
            return nil
        }
    }
}
