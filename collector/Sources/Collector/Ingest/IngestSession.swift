// What ingest remembers between drains.

import Uplink
import Vitals

struct IngestSession: ~Copyable {
    var receiver: Receiver
    var gateways: GatewayBoard
    /// Those that the log and the metric say are refused.
    var refusedGateways: Set<GatewayID> = []
    var conflicts = ConflictList()
    var statisticsTold: Instant?

    init(receiver: consuming Receiver, gateways: GatewayBoard) {
        self.receiver = receiver
        self.gateways = gateways
    }
}
