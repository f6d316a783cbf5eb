// Where an outbox lies, and how its batches are made.

package import Uplink

package struct OutboxConfiguration: Sendable {
    let path: String
    let limits: OutboxLimits
    let disk: any OutboxDisk
    let encode: @Sendable (Batch) throws -> [UInt8]
    let drawEpoch: @Sendable () -> UInt64

    package init(
        path: String, limits: OutboxLimits = OutboxLimits(), disk: any OutboxDisk = PosixDisk(),
        encode: @escaping @Sendable (Batch) throws -> [UInt8] = { $0.encoded() },
        drawEpoch: @escaping @Sendable () -> UInt64 = { UInt64.random(in: 1...UInt64.max) }
    ) {
        self.path = path
        self.limits = limits
        self.disk = disk
        self.encode = encode
        self.drawEpoch = drawEpoch
    }
}
