// A batch that conflicts with the log is never acknowledged, so it comes again for ever; a person is told once.

import EventLog

/// The conflicting batches that were told of, the newest `countMax`.
struct ConflictList {
    /// Of a copied outbox that goes on: what one gateway keeps in flight for some minutes.
    static let countMax = 4096

    private var known: Set<EventKey> = []
    private var order: [EventKey] = []
    /// Where the next one goes once there are as many as there may be.
    private var next = 0

    /// Whether this is the first time.
    mutating func isNew(_ key: EventKey) -> Bool {
        guard known.insert(key).inserted else { return false }
        if order.count < Self.countMax {
            order.append(key)
        } else {
            known.remove(order[next])
            order[next] = key
            next = (next + 1) % Self.countMax
        }
        return true
    }
}
