// What the outbox asks of its disk, answered by a simulated one.

import Outbox

package struct OutboxOnSimulatedDisk: OutboxDisk {
    private let disk: SimulatedDisk
    private let capacity: @Sendable () -> Int?

    /// `capacity`: what the disk may hold; `nil`: any amount.
    package init(_ disk: SimulatedDisk, capacity: @escaping @Sendable () -> Int? = { nil }) {
        self.disk = disk
        self.capacity = capacity
    }

    package var fileSystem: String? { disk.vfsName }

    package func size(of path: String) -> Int? { disk.contents(of: path)?.count }

    package func rename(_ path: String, to other: String) -> Bool { (try? disk.rename(path, to: other)) != nil }

    package func remove(_ path: String) { _ = try? disk.delete(path) }

    package func read(_ path: String) -> [UInt8] {
        guard let file = try? disk.open(path, .existing) else { return [] }
        return (try? file.read(count: 4096, at: 0)) ?? []
    }

    package func write(_ bytes: [UInt8], to path: String) {
        guard let file = try? disk.open(path) else { return }
        _ = try? file.write(bytes, at: 0)
    }

    package func freeBytes(at path: String) -> Int? { capacity().map { $0 - disk.usedBytes } }
}
