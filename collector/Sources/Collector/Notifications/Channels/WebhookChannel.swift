// A program of one's own. Source: Standard Webhooks 1.0.0 (standardwebhooks.com), Signature scheme.

import Alarms
import Crypto
import Foundation
import Settings
import Transfer
import Vitals

struct WebhookChannel: Sendable {
    let url: String
    /// The bytes behind `whsec_`.
    let secret: [UInt8]

    private struct Body: Encodable {
        struct Details: Encodable {
            let contact: String
            let reason: Notice.Reason
            let priority: AlarmPriority
            let title: String
            let text: String
            let alarms: [AlarmMessage]
        }

        let type: String
        let timestamp: String
        let data: Details
    }

    /// Reads `whsec_` and Base64 of 24 to 64 bytes.
    static func secret(_ text: String) -> [UInt8]? {
        guard text.hasPrefix("whsec_"), let data = Data(base64Encoded: String(text.dropFirst(6))), (24...64).contains(data.count) else {
            return nil
        }
        return [UInt8](data)
    }

    func request(for message: NotificationMessage) -> TransferRequest {
        let body = JSON.bytes(
            Body(
                type: message.reason == .over ? "alarm.over" : "alarm.\(message.reason.rawValue)",
                timestamp: message.created.description,
                data: Body.Details(
                    contact: message.contact, reason: message.reason, priority: message.priority, title: message.title, text: message.body,
                    alarms: message.alarms)))
        // When it is sent, not when it was decided: receivers refuse what is old.
        let seconds = "\(message.created.milliseconds / 1000)"
        let signed = Array("\(message.key).\(seconds).".utf8) + body
        let signature = Data(HMAC<SHA256>.authenticationCode(for: signed, using: SymmetricKey(data: secret))).base64EncodedString()
        return .json(
            url, body,
            headers: [("webhook-id", message.key), ("webhook-timestamp", seconds), ("webhook-signature", "v1," + signature)])
    }
}
