// What ingest remembers between drains.

import Uplink
import Vitals

struct IngestSession: ~Copyable {
    var receiver: Receiver
    var gateways: GatewayBoard

    init(receiver: consuming Receiver, gateways: GatewayBoard) {
        self.receiver = receiver
        self.gateways = gateways
    }
}
