// Ways to people's ears and eyes.

import Settings
import Transfer

/// A channel as the notification file names it.
struct Channel: Sendable {
    enum Kind: Sendable {
        case ntfy(NtfyChannel)
        case gotify(GotifyChannel)
        case webhook(WebhookChannel)
        case smtp(MailChannel)
        case alertmanager(AlertmanagerChannel)
        case apprise(AppriseChannel)
    }

    let name: String
    let kind: Kind
    /// Neither a value nor a condition leaves over it: somebody else could read along.
    let isPrivate: Bool
    /// PEM certificates to trust instead of the system's.
    let authorityFile: String?

    /// The types as files, metrics and logs name them.
    static let types = ["ntfy", "gotify", "webhook", "smtp", "alertmanager", "apprise"]

    var type: String {
        switch kind {
        case .ntfy: "ntfy"
        case .gotify: "gotify"
        case .webhook: "webhook"
        case .smtp: "smtp"
        case .alertmanager: "alertmanager"
        case .apprise: "apprise"
        }
    }

    /// What has to be sent for a message.
    func request(for message: NotificationMessage) -> TransferRequest {
        var request =
            switch kind {
            case .ntfy(let channel): channel.request(for: message)
            case .gotify(let channel): channel.request(for: message)
            case .webhook(let channel): channel.request(for: message)
            case .smtp(let channel): channel.request(for: message)
            case .alertmanager(let channel): channel.request(for: message)
            case .apprise(let channel): channel.request(for: message)
            }
        request.authorityFile = authorityFile
        return request
    }
}

extension TransferRequest {
    /// A POST of JSON.
    static func json(_ url: String, _ body: [UInt8], headers: [(name: String, value: String)] = []) -> TransferRequest {
        TransferRequest(
            url: url, content: .http(method: "POST", headers: [("Content-Type", "application/json")] + headers), body: body)
    }
}
