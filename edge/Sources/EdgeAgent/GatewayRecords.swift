// What the radio's procedures need of the gateway: watermarks in the outbox, news of commits, the clock.

import BlueZ
import Outbox
import Synchronization
import Vitals

/// Ties the fetching of records to the outbox.
final class GatewayRecords: RecordKeeper {
    private typealias Handler = @Sendable (BluetoothUUID, [UInt8]) -> Void

    private let queue: BatchQueue
    private let clock: SystemClock
    private let consents: ConsentList
    private let handlers = Mutex<[UInt64: Handler]>([:])

    init(queue: BatchQueue, clock: SystemClock, consents: ConsentList) {
        self.queue = queue
        self.clock = clock
        self.consents = consents
    }

    func consent(of device: DeviceAddress) -> KeptConsent? { consents.consent(of: device) }

    func keep(_ consent: KeptConsent, of device: DeviceAddress) throws { try consents.keep(consent, of: device) }

    var now: Instant { clock.instant }

    var wall: Timestamp { clock.wall }

    var utcOffsetMinutes: Int { clock.utcOffsetMinutes }

    var isClockTrusted: Bool { clock.isSynchronized }

    func watermark(of device: DeviceAddress, _ characteristic: BluetoothUUID) async throws -> UInt16? {
        guard let short = characteristic.short else { return nil }
        return try await queue.watermark(of: device, short)
    }

    func set(_ watermark: UInt16?, of device: DeviceAddress, _ characteristic: BluetoothUUID) async throws {
        guard let short = characteristic.short else { return }
        try await queue.set(watermark, of: device, short)
    }

    func onCommit(of device: DeviceAddress, _ handler: (@Sendable (BluetoothUUID, [UInt8]) -> Void)?) {
        handlers.withLock { $0[device.octets] = handler }
    }

    /// These frames are on disk.
    func committed(_ frames: [Frame]) {
        let handlers = handlers.withLock { $0 }
        guard !handlers.isEmpty else { return }
        for frame in frames { handlers[frame.device.octets]?(frame.characteristic, frame.value) }
    }
}
