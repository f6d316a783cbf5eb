// What the services of a device ask a client to do after connecting, with no configuration.

import DBus
import GATT
import Logging
import Vitals

/// The procedures of one link. Which there are depends on the characteristics that the device has.
struct LinkProcedures: Sendable {
    private struct Records: Sendable {
        let fetcher: RecordFetcher
        let controlPoint: ObjectTree.Characteristic
    }

    private let client: LinkClient
    private let clock: ClockProcedure?
    private let records: [Records]
    private let consent: ConsentProcedure?
    private let polar: PolarProcedure?
    private let logger: Logger

    init(_ client: LinkClient, device: DeviceAddress, keeper: any RecordKeeper, logger: Logger) {
        self.client = client
        self.logger = logger
        clock = client.characteristic(.currentTime).map {
            ClockProcedure(characteristic: $0, keeper: keeper, logger: logger)
        }
        consent = client.characteristic(.userControlPoint).map {
            ConsentProcedure(point: ControlPoint(client: client, characteristic: $0), device: device, keeper: keeper, logger: logger)
        }
        polar = client.characteristic(.polarControlPoint).map {
            PolarProcedure(point: ControlPoint(client: client, characteristic: $0), keeper: keeper, logger: logger)
        }
        records = RecordSequence.characteristics.compactMap { uuid in
            guard let values = client.characteristic(uuid),
                let controlPoint = client.characteristic(.recordAccessControlPoint, beside: values)
            else { return nil }
            return Records(
                fetcher: RecordFetcher(device, uuid, keeper: keeper, logger: logger), controlPoint: controlPoint)
        }
    }

    /// Whether a value that came is to be stored.
    func received(_ uuid: BluetoothUUID, _ value: [UInt8]) -> Bool {
        records.allSatisfy { $0.fetcher.received(uuid, value) }
    }

    /// Sets the clock, then gives consent, fetches records and starts streams, and follows them until cancelled. What fails is logged: values still come as they are measured.
    func run(onValue: @escaping @Sendable (ObjectTree.Characteristic, [UInt8]) -> Void) async throws {
        try await attempt("clock") { try await clock?.run(client, onValue: onValue) }
        try await attempt("consent") { try await consent?.run() }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for records in records {
                group.addTask {
                    try await attempt("records") {
                        try await client.radio.subscribe(records.controlPoint.path) { records.fetcher.answered($0) }
                        try await records.fetcher.run(client, controlPoint: records.controlPoint)
                    }
                }
            }
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
