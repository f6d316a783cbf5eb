// How long a gateway takes to start when its full outbox is damaged.

import FoundationEssentials
import Glibc
import Outbox
import Uplink
import Vitals

enum Mend {
    private static let framesOfBatch = 5

    static func measure(in folder: String, bytesMax: Int) throws {
        let path = "\(folder)/mend.sqlite"
        var rates = HeartRates(straps: 10)
        let sealer = SharedSealer(BatchSealer(gateway: try GatewayID("benchmark"), key: CollectorSecret().key, suite: .aes128GCM))
        let configuration = OutboxConfiguration(
            path: path, limits: OutboxLimits(bytesMax: bytesMax, freeBytesMin: 0), encode: { try sealer.seal($0) })
        var filled = 0
        do {
            let (store, _) = try OutboxStore.open(configuration, now: rates.wall)
            // Until something has to go.
            while store.takeLost().isEmpty {
                _ = try store.append(rates.next(framesOfBatch), as: .stream, anchor: rates.anchor, isSimulated: true)
            }
            filled = store.backlog.batches
        }
        var bytes = FileManager.default.contents(atPath: path).map { [UInt8]($0) } ?? []
        let clock = ContinuousClock()
        let copying = try clock.measure {
            let file = unsafe open("\(path)-copy", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
            defer { close(file) }
            var written = 0
            while written < bytes.count {
                let count = unsafe bytes.withUnsafeBytes {
                    unsafe write(file, unsafe $0.baseAddress?.advanced(by: written), bytes.count - written)
                }
                guard count > 0 else { throw CocoaError(.fileWriteUnknown) }
                written += count
            }
            fsync(file)
        }
        // The head of a page in the middle.
        bytes[bytes.count / 2 / 4096 * 4096 + 3] ^= 0xFF
        try Data(bytes).write(to: URL(filePath: path))
        bytes = []
        var kept = 0
        var report: SalvageReport?
        let mending = try clock.measure {
            let opened = try OutboxStore.open(configuration, now: rates.wall)
            kept = opened.store.backlog.batches
            report = opened.report
        }
        guard report != nil else { throw CocoaError(.fileReadCorruptFile) }
        Figure.print("mend", mending.inSeconds, "s", limit: copying.inSeconds, "copying the file")
        Figure.print("mend batches kept", Double(kept), "batches", limit: Double(filled), "those that were there")
    }
}
