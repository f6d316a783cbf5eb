// Sending over a channel, and what the answer means.

import Transfer

extension Channel {
    /// Sends one message, and says what became of it.
    func deliver(_ message: NotificationMessage, _ transfer: Transfer) async -> Delivery {
        do {
            return verdict(on: try await transfer.perform(request(for: message)))
        } catch {
            switch error {
            case .failed(let reason): return .channelFailed(reason)
            // A mail server says by its first digit whether another try makes sense (RFC 5321, §4.2.1); a login that fails is no fault of the mail.
            case .refused(let status, _) where (500..<600).contains(status) && !(530...538).contains(status): return .refused("\(error)")
            case .refused: return .channelFailed("\(error)")
            case .invalid(let reason): return .refused(reason)
            }
        }
    }

    /// What the server wrote is nobody's business: it may repeat what it was sent.
    private func verdict(on answer: TransferAnswer) -> Delivery {
        switch answer.status {
        // Apprise answers 204 when nothing was configured to be told.
        case 204 where type == "apprise": return .channelFailed("the Apprise server has no configuration of this key")
        case 200..<300: return .arrived
        case 400, 413, 415, 422: return .refused("status \(answer.status)")
        case 424: return .channelFailed("status 424: a service behind Apprise failed")
        default: return .channelFailed("status \(answer.status)")
        }
    }
}
