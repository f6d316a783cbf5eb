// Gotify: push messages by a server of one's own. Source: gotify.net/docs, Push messages, and Message extras.

import Alarms
import Settings
import Transfer

struct GotifyChannel: Sendable {
    let url: String
    /// Of the application.
    let token: Secret

    private struct Body: Encodable {
        let title: String
        let message: String
        let priority: Int
        let extras: [String: [String: [String: String]]]?
    }

    func request(for message: NotificationMessage) -> TransferRequest {
        // Gotify has no buttons: a touch opens the page that acknowledges.
        let click = (message.acknowledgeURL ?? message.pageURL).map { ["client::notification": ["click": ["url": $0]]] }
        let body = Body(
            title: message.title, message: message.body.isEmpty ? message.title : message.body, priority: Self.level(message),
            extras: click)
        return .json(url + "/message", JSON.bytes(body), headers: [("X-Gotify-Key", token.revealed)])
    }

    /// From 8 on Android rings, from 4 on it sounds.
    private static func level(_ message: NotificationMessage) -> Int {
        if message.reason == .over || message.reason == .acknowledged { return 1 }
        switch message.priority {
        case .high: return 10
        case .medium: return 8
        case .low: return 4
        case .info: return 1
        }
    }
}
