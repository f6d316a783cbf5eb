// A sealer that an outbox's closure can hold.

import Synchronization
import Uplink

final class SharedSealer: Sendable {
    private let sealer: Mutex<BatchSealer>

    init(_ sealer: consuming sending BatchSealer) { self.sealer = Mutex(sealer) }

    func seal(_ batch: Batch) throws -> [UInt8] {
        try sealer.withLock { sealer in try sealer.seal(batch) }
    }
}
