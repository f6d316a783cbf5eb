// What the outbox asks of its disk, answered by a simulated one.

import Outbox
import Simulation

struct OutboxOnSimulatedDisk: OutboxDisk {
    let disk: SimulatedDisk
    /// What the disk may hold; `nil`: any amount.
    let capacity: @Sendable () -> Int?

    var fileSystem: String? { disk.vfsName }

    func exists(_ path: String) -> Bool { disk.contents(of: path) != nil }

    func rename(_ path: String, to other: String) -> Bool { (try? disk.rename(path, to: other)) != nil }

    func read(_ path: String) -> [UInt8] {
        guard let file = try? disk.open(path, .existing) else { return [] }
        return (try? file.read(count: 4096, at: 0)) ?? []
    }

    func write(_ bytes: [UInt8], to path: String) {
        guard let file = try? disk.open(path) else { return }
        _ = try? file.write(bytes, at: 0)
    }

    func freeBytes(at path: String) -> Int? { capacity().map { $0 - disk.usedBytes } }
}
