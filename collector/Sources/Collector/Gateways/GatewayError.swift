// Why a gateway did not do what it was asked for.

package import Vitals

package enum GatewayError: Error, Hashable {
    case brokerUnreachable(host: String, port: Int, reason: String)
    /// No status of it is on the broker.
    case unknown(GatewayID, topic: String)
    case offline(GatewayID)
    /// Its status names no process: it is older than commands are.
    case tooOld(GatewayID, version: String)
    case silent(GatewayID, seconds: Int)
    /// In the gateway's own words.
    case failed(GatewayID, String)
    case wrong(argument: String, expected: String)
}

extension GatewayError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .brokerUnreachable(let host, let port, let reason):
            "no connection to the broker at \(host):\(port) (\(reason)): is it running, and is --broker right?"
        case .unknown(let gateway, let topic): "nothing is known of a gateway \(gateway) at \(topic): see gateway list"
        case .offline(let gateway): "gateway \(gateway) is offline: is it running, and connected to this broker?"
        case .tooOld(let gateway, let version): "gateway \(gateway) takes no commands yet: version \(version.printable)"
        case .silent(let gateway, let seconds):
            "gateway \(gateway) has not answered for \(seconds) s: may it read its command topic, and this program its reply topic?"
        case .failed(let gateway, let message): "\(gateway): \(message.printable)"
        case .wrong(let argument, let expected): "\"\(argument)\" has to be \(expected)"
        }
    }
}
