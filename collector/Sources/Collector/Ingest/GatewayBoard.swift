// How each gateway is, for the metric and the alarms; bounded, since anybody with a broker account can invent gateways.

import Uplink
import Vitals

enum GatewayBoardError: Error {
    case tooLong(bytes: Int)
}

struct GatewayBoard {
    private var states: [GatewayID: GatewayEvent] = [:]

    /// One collector serves thousands of wearables; ten of them to a gateway.
    static let gatewaysMax = 1000

    /// What of a gateway's state changed.
    enum Change: Equatable {
        case none
        case to(GatewayEvent)
        /// There are too many gateways to take this one in.
        case refused
    }

    mutating func heard(_ status: GatewayStatus, from gateway: GatewayID) -> Change {
        let (before, now) = (states[gateway], GatewayEvent(status, of: gateway))
        guard before != nil || states.count < Self.gatewaysMax else { return .refused }
        states[gateway] = now
        return before == now ? .none : .to(now)
    }

    var online: Int { states.values.count(where: \.isOnline) }
}
