// ntfy: push messages to phones, by a server of one's own or ntfy.sh. Source: docs.ntfy.sh, Publishing, Publish as JSON.

import Alarms
import Settings
import Transfer

struct NtfyChannel: Sendable {
    /// The server, without the topic.
    let url: String
    /// Whoever knows the topic reads along: it is a secret unless the server asks for a login.
    let topic: Secret
    let token: Secret?

    private struct Body: Encodable {
        struct Action: Encodable {
            let action: String
            let label: String
            let url: String
            let method: String?
            let clear: Bool
        }

        let topic: String
        let title: String
        let message: String
        let priority: Int
        let tags: [String]
        let click: String?
        let actions: [Action]?
    }

    func request(for message: NotificationMessage) -> TransferRequest {
        let acknowledge = message.acknowledgeURL.map {
            Body.Action(action: "http", label: message.acknowledgeLabel, url: $0, method: "POST", clear: true)
        }
        let body = Body(
            topic: topic.revealed, title: message.title, message: message.body.isEmpty ? message.title : message.body,
            priority: Self.level(message), tags: Self.tags(message), click: message.pageURL, actions: acknowledge.map { [$0] })
        return .json(
            url, JSON.bytes(body),
            headers: token.map { [("Authorization", "Bearer \($0.revealed)")] } ?? [])
    }

    /// 5 rings on; what is over or taken care of makes no sound.
    private static func level(_ message: NotificationMessage) -> Int {
        if message.reason == .over || message.reason == .acknowledged { return 2 }
        switch message.priority {
        case .high: return 5
        case .medium: return message.reason == .unattended ? 5 : 4
        case .low: return 3
        case .info: return 2
        }
    }

    /// Short codes of emoji.
    private static func tags(_ message: NotificationMessage) -> [String] {
        if message.reason == .over || message.reason == .acknowledged { return ["white_check_mark"] }
        switch message.priority {
        case .high: return ["rotating_light"]
        case .medium: return ["warning"]
        case .low, .info: return ["information_source"]
        }
    }
}
