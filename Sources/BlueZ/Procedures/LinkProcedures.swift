// What the services of a device ask a client to do after connecting, with no configuration.

import DBus
import GATT
import Logging
import Vitals

/// The procedures of one link. Which there are depends on the characteristics that the device has.
struct LinkProcedures: Sendable {
    private struct Records: Sendable {
        let fetcher: RecordFetcher
        let point: ControlPoint
    }

    private let deviceTime: DeviceTimeProcedure?
    private let clock: ClockProcedure?
    private let consent: ConsentProcedure?
    private let glucoseSession: GlucoseSessionProcedure?
    private let records: [Records]
    private let polar: PolarProcedure?
    private let ring: RingProcedure?
    private let logger: Logger

    init(_ client: LinkClient, device: DeviceAddress, keeper: any RecordKeeper, logger: Logger) {
        self.logger = logger
        func point(_ uuid: BluetoothUUID, beside other: ObjectTree.Characteristic? = nil) -> ControlPoint? {
            client.characteristic(uuid, beside: other).map { ControlPoint(client: client, characteristic: $0) }
        }
        deviceTime = point(.deviceTimeControlPoint).map { DeviceTimeProcedure(point: $0, keeper: keeper, logger: logger) }
        // Where a device has both, they show one clock.
        clock = deviceTime == nil ? ClockProcedure(client, keeper: keeper, logger: logger) : nil
        consent = point(.userControlPoint).map { ConsentProcedure(point: $0, device: device, keeper: keeper, logger: logger) }
        glucoseSession = point(.cgmSpecificOpsControlPoint).map { GlucoseSessionProcedure(point: $0, keeper: keeper, logger: logger) }
        polar = point(.polarControlPoint).map { PolarProcedure(point: $0, keeper: keeper, logger: logger) }
        ring = client.characteristic(.viatomWrite).map { RingProcedure(client, requests: $0, keeper: keeper, logger: logger) }
        records = RecordSource.allCases.compactMap { source in
            guard let values = client.characteristic(source.characteristic),
                let point = point(.recordAccessControlPoint, beside: values)
            else { return nil }
            return Records(fetcher: RecordFetcher(source, of: device, keeper: keeper, logger: logger), point: point)
        }
    }

    /// Whether a value that came is to be stored.
    func received(_ uuid: BluetoothUUID, _ value: [UInt8]) -> Bool {
        ring?.received(uuid, value)
        return records.allSatisfy { $0.fetcher.received(uuid, value) }
    }

    /// Whether a procedure reads a characteristic, so that it need not be read once more.
    func hasRead(_ characteristic: ObjectTree.Characteristic) -> Bool {
        clock?.characteristic == characteristic || deviceTime != nil && [.deviceTime, .deviceTimeFeature].contains(characteristic.uuid)
    }

    /// Before anything else: many a cuff hands over what it measured while away as soon as one subscribes.
    func setClock(onRead: @Sendable (ObjectTree.Characteristic, [UInt8]) -> Void) async throws {
        try await attempt("clock") {
            try await deviceTime?.run(onRead: onRead)
            try await clock?.run(onRead: onRead)
        }
    }

    /// Gives consent, then fetches records and starts streams, and follows them until cancelled. What fails is logged: values still come as
    /// they are measured.
    func run(onRead: @escaping @Sendable (ObjectTree.Characteristic, [UInt8]) -> Void) async throws {
        try await attempt("consent") { try await consent?.run() }
        try await attempt("glucose session") { try await glucoseSession?.run(onRead: onRead) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for records in records {
                group.addTask { try await attempt("records") { try await records.fetcher.run(records.point) } }
            }
            if let ring { group.addTask { try await attempt("ring") { try await ring.run() } } }
            if let polar { group.addTask { try await attempt("electrocardiogram") { try await polar.run() } } }
            try await group.waitForAll()
        }
    }

    private func attempt(_ procedure: Logger.MetadataValue, _ body: () async throws -> Void) async throws {
        do {
            try await body()
        } catch let error where !(error is CancellationError) && !Task.isCancelled {
            if case BusError.closed = error { throw error }
            logger.warning("procedure failed", metadata: ["procedure": procedure, "error": "\(error)"])
        }
    }
}
