// Which gateways are online, for the metric; bounded, since anybody with a broker account can invent gateways.

import Uplink
import Vitals

enum GatewayBoardError: Error {
    case tooLong(bytes: Int)
}

struct GatewayBoard {
    private var isOnline: [GatewayID: Bool] = [:]

    /// One collector serves thousands of wearables; ten of them to a gateway.
    static let gatewaysMax = 1000

    /// Returns false when there are too many gateways to take this one in.
    mutating func heard(_ status: GatewayStatus, from gateway: GatewayID) -> Bool {
        guard isOnline[gateway] != nil || isOnline.count < Self.gatewaysMax else { return false }
        isOnline[gateway] = status.online
        return true
    }

    var online: Int { isOnline.values.count { $0 } }
}
