// What the radio's procedures need of the gateway: watermarks in the outbox, news of commits, the clock.

import BlueZ
import GATT
import Outbox
import Synchronization
import Vitals

/// Ties the fetching of records to the outbox.
final class GatewayRecords: RecordKeeper {
    private typealias Handler = @Sendable (BluetoothUUID, [UInt8]) -> Void

    private struct Key: Hashable {
        let device: UInt64
        let records: BluetoothUUID
    }

    private let queue: BatchQueue
    private let clock: SystemClock
    private let consents: ConsentList
    private let handlers = Mutex<[Key: Handler]>([:])

    init(queue: BatchQueue, clock: SystemClock, consents: ConsentList) {
        self.queue = queue
        self.clock = clock
        self.consents = consents
    }

    func consent(of device: DeviceAddress) throws -> KeptConsent? { try consents.consent(of: device) }

    func keep(_ consent: KeptConsent, of device: DeviceAddress) throws { try consents.keep(consent, of: device) }

    var now: Instant { clock.instant }

    var localTime: LocalTime {
        let zone = clock.zone
        return LocalTime(
            moment: clock.wall, timeZone: TimeZoneQuarters(code: Int8(clamping: (zone.offsetMinutes - zone.summerTimeMinutes) / 15)),
            daylightSaving: DaylightSaving(code: UInt8(clamping: zone.summerTimeMinutes / 15)))
    }

    var isClockTrusted: Bool { clock.isSynchronized }

    func watermark(of device: DeviceAddress, _ characteristic: BluetoothUUID, session: Int64) async throws -> UInt16? {
        guard let short = characteristic.short else { return nil }
        return try await queue.watermark(of: device, short, session: session)
    }

    func set(_ watermark: UInt16?, of device: DeviceAddress, _ characteristic: BluetoothUUID, session: Int64) async throws {
        guard let short = characteristic.short else { return }
        try await queue.set(watermark, of: device, short, session: session)
    }

    func onCommit(of device: DeviceAddress, _ records: BluetoothUUID, _ handler: (@Sendable (BluetoothUUID, [UInt8]) -> Void)?) {
        handlers.withLock { $0[Key(device: device.octets, records: records)] = handler }
    }

    /// These frames are on disk.
    func committed(_ frames: [Frame]) {
        let handlers = handlers.withLock { $0 }
        guard !handlers.isEmpty else { return }
        let byDevice = Dictionary(grouping: handlers, by: \.key.device)
        for frame in frames {
            for (_, handler) in byDevice[frame.device.octets] ?? [] { handler(frame.characteristic, frame.value) }
        }
    }
}
