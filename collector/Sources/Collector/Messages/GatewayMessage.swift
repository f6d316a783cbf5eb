// What a gateway said last, with its name: its own status message does not repeat what the topic says.

package import Uplink
package import Vitals

package struct GatewayMessage: Hashable, Sendable, Encodable {
    package let gateway: GatewayID
    package let status: GatewayStatus

    package init(gateway: GatewayID, status: GatewayStatus) {
        self.gateway = gateway
        self.status = status
    }

    private enum CodingKeys: String, CodingKey {
        case gateway
    }

    package func encode(to encoder: any Encoder) throws {
        try status.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(gateway.text, forKey: .gateway)
    }
}
