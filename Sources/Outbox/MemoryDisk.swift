// What an outbox asks of its disk while there is none.

/// Nothing of it outlives the process.
struct MemoryDisk: OutboxDisk {
    static let path = ":memory:"

    var fileSystem: String? { nil }

    func size(of path: String) -> Int? { nil }

    func rename(_ path: String, to other: String) -> Bool { false }

    func remove(_ path: String) {}

    func read(_ path: String) -> [UInt8] { [] }

    func write(_ bytes: [UInt8], to path: String) {}

    func freeBytes(at path: String) -> Int? { nil }
}
