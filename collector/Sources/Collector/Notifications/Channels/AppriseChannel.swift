// Apprise's API server, which knows a hundred other services. Source: github.com/caronc/apprise-api, README, POST /notify/{KEY}.

import Alarms
import Transfer

struct AppriseChannel: Sendable {
    let url: String
    /// Of the configuration that the server keeps.
    let key: String
    let tag: String?

    private struct Body: Encodable {
        let title: String
        let body: String
        let type: String
        let tag: String?
        let format: String
    }

    func request(for message: NotificationMessage) -> TransferRequest {
        let type =
            message.reason == .over || message.reason == .acknowledged
            ? "success" : message.priority == .high ? "failure" : message.priority == .medium ? "warning" : "info"
        let text = [message.body, message.acknowledgeURL].compactMap { $0?.isEmpty == false ? $0 : nil }.joined(separator: "\n")
        let body = Body(title: message.title, body: text.isEmpty ? message.title : text, type: type, tag: tag, format: "text")
        return .json("\(url)/notify/\(key)", JSON.bytes(body))
    }
}
