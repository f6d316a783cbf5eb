// What both machines share.

import Simulation

enum End: Hashable, Sendable { case gateway, collector }

typealias Network = SimulatedNetwork<End, Message, Never>
