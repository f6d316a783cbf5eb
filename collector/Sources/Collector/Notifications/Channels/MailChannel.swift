// E-mail. Sources: RFC 5321 (SMTP), 3207 (STARTTLS), 5322 (the header), 2047 (words that are not ASCII), 3834 (automatic mail).

import Alarms
import Foundation
import Settings
import Transfer
import Vitals

struct MailChannel: Sendable {
    /// `smtp://host:port`.
    let url: String
    let security: TransferRequest.Security
    let login: (name: String, password: Secret)?
    let from: String
    let to: [String]

    func request(for message: NotificationMessage) -> TransferRequest {
        let host = from.split(separator: "@").last.map(String.init) ?? "localhost"
        // Base64 keeps every line short and every byte as it is.
        let text =
            [message.title, message.body, message.acknowledgeURL.map { "\(message.acknowledgeLabel): \($0)" }, message.pageURL]
            .compactMap { $0?.isEmpty == false ? $0 : nil }.joined(separator: "\r\n\r\n") + "\r\n"
        let isUrgent = message.priority == .high && message.reason != .over && message.reason != .acknowledged
        var lines = [
            "Date: \(Self.date(message.created))", "From: VitalFlow <\(from)>", "To: \(to.map { "<\($0)>" }.joined(separator: ", "))",
            "Subject: \(Self.encoded(message.title))", "Message-ID: <\(message.key)@\(host)>", "Auto-Submitted: auto-generated",
            "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64",
        ]
        if isUrgent { lines += ["Importance: high", "X-Priority: 1"] }
        // One alarm is one thread of mails.
        lines += ["References: <\(message.alarmID)@\(host)>", ""]
        let body = Data(text.utf8).base64EncodedString(options: [.lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed])
        return TransferRequest(
            url: url, content: .mail(from: from, to: to), body: Array((lines.joined(separator: "\r\n") + "\r\n" + body + "\r\n").utf8),
            security: security, login: login)
    }

    /// Words of at most 45 bytes, so that no line is longer than 76 characters.
    static func encoded(_ text: String) -> String {
        var words: [String] = []
        var word = ""
        for character in text {
            if word.utf8.count + character.utf8.count > 45 {
                words.append(word)
                word = ""
            }
            word.append(character)
        }
        words.append(word)
        return words.map { "=?utf-8?B?\(Data($0.utf8).base64EncodedString())?=" }.joined(separator: "\r\n ")
    }

    /// `Mon, 23 Nov 2026 07:45:00 +0000`.
    private static func date(_ time: Timestamp) -> String {
        let (year, month, day, hour, minute, second) = time.utcParts
        let weekday = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][LocalTime(time, utcOffset: .zero).weekday]
        let name = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][Int(month) - 1]
        return "\(weekday), \(day) \(name) \(year) \(hour.padded(2)):\(minute.padded(2)):\(second.padded(2)) +0000"
    }
}
