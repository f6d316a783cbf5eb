// What reaches the disk for each value, as the kernel counts it, when a gateway commits every half second.

import FoundationEssentials
import Outbox
import Uplink
import Vitals

enum DiskBytes {
    private static let commits = 40_000

    static func measure(in folder: String) throws {
        for (straps, framesOfBatch) in [(1, 1), (10, 5)] {
            var rates = HeartRates(straps: straps)
            let gateway = try GatewayID("benchmark")
            let sealer = SharedSealer(BatchSealer(gateway: gateway, key: CollectorSecret().key, suite: .aes128GCM))
            let (store, _) = try OutboxStore.open(
                OutboxConfiguration(path: "\(folder)/disk-\(straps).sqlite", encode: { try sealer.seal($0) }), now: rates.wall)
            let before = try written()
            var wire = 0
            var frames = 0
            for _ in 0..<commits {
                let batch = rates.next(framesOfBatch)
                let committed = try store.append(batch, as: .stream, anchor: rates.anchor, isSimulated: true)
                wire += committed.body.count
                frames += batch.count
                // The collector answers at once.
                try store.acknowledge(SequenceRanges(committed.number...committed.number), at: rates.anchor.wall)
            }
            let bytes = Double(try written() - before) / Double(frames)
            let value = 4.0
            Figure.print(
                "wire_bytes \(straps) straps sealed", Double(wire) / Double(frames), "B/frame", limit: value, "the values themselves")
            Figure.print(
                "disk_bytes \(straps) straps sealed", bytes, "B/frame", limit: Double(wire) / Double(frames), "what goes on the wire")
            Figure.print(
                "disk_bytes_per_hour \(straps) straps", bytes * 3600 * Double(straps), "B", limit: 3600 * Double(straps) * value,
                "the values")
        }
    }

    /// Source: proc_pid_io(5), `write_bytes`: what this process made the block layer write.
    private static func written() throws -> Int {
        let text = FileManager.default.contents(atPath: "/proc/self/io").map { String(decoding: $0, as: UTF8.self) } ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix("write_bytes:") }
        return line.flatMap { Int($0.dropFirst(13)) } ?? 0
    }
}
