// An outbox as it is after a long time without a broker.

import Outbox
import Uplink
import Vitals

enum Backlog {
    /// Fills a new outbox; what is in it was committed by a boot before this one.
    static func fill(_ path: String, gateway: GatewayID, frames: Int, straps: Int, framesOfBatch: Int, key: CollectorKey?) throws {
        var rates = HeartRates(straps: straps)
        let sealer = key.map { SharedSealer(BatchSealer(gateway: gateway, key: $0, suite: .aes128GCM)) }
        let (store, _) = try OutboxStore.open(
            OutboxConfiguration(
                path: path, limits: OutboxLimits(bytesMax: 4 << 30), encode: { try sealer?.seal($0) ?? $0.encoded() }),
            now: rates.wall)
        var left = frames
        while left > 0 {
            let batch = rates.next(min(left, framesOfBatch))
            _ = try store.append(batch, as: .stream, anchor: rates.anchor, isSimulated: true)
            left -= batch.count
        }
        let held = store.backlog
        print("{\"frames\": \(held.frames), \"batches\": \(held.batches), \"bytes\": \(held.bytes)}")
    }
}
