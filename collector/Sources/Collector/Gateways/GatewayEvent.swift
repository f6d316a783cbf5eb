// What gateways say of themselves becomes an event where it changes: a replay then decides the same.

import Uplink
import Vitals

/// A gateway came online, went, or falls behind.
struct GatewayEvent: Codable, Hashable {
    let gateway: GatewayID
    let isOnline: Bool
    /// It is online, and what it has could not be delivered for long.
    let isBehind: Bool
    let isSimulated: Bool

    /// A gateway that was away catches up within minutes; one that does not sends more slowly than it hears.
    static let behindMin = Duration.seconds(600)

    /// By the gateway's own clock, since both times are.
    init(_ status: GatewayStatus, of gateway: GatewayID) {
        self.gateway = gateway
        isOnline = status.online
        isSimulated = status.simulated
        let times = (status.time.flatMap { Timestamp($0) }, status.oldestUnsent.flatMap { Timestamp($0) })
        // The oldest may be of a clock that was wrong.
        if case (let now?, let oldest?) = times, status.online, status.clock == .synchronized {
            isBehind = now - oldest >= Self.behindMin
        } else {
            isBehind = false
        }
    }

    private enum CodingKeys: String, CodingKey {
        case gateway
        case isOnline = "online"
        case isBehind = "behind"
        case isSimulated = "simulated"
    }
}

extension Identifier<Person> {
    /// Stands in for everybody who is watched through a gateway.
    init(gateway: GatewayID) throws {
        let name = "gateway-" + gateway.text
        guard name.count > PersonID.lengthMax else {
            self = try PersonID(name)
            return
        }
        var fingerprint = Fingerprint()
        fingerprint.add(Array(gateway.text.utf8))
        self = try PersonID(name.prefix(PersonID.lengthMax - 17) + "-" + fingerprint.value.padded(16, radix: 16))
    }
}
