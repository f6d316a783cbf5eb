// What both machines share.

import Simulation

enum End: Hashable, Sendable {
    case gateway, collector
    /// A machine with a copy of the gateway's outbox, under the same id.
    case copy
}

typealias Network = SimulatedNetwork<End, Message, Never>
