// A Viatom ring says what it measures when it is asked.

import GATT
import Logging
import Vitals

/// Keeps asking a ring, until cancelled.
struct RingProcedure: Sendable {
    let client: LinkClient
    let requests: ObjectTree.Characteristic
    let keeper: any RecordKeeper
    let logger: Logger
    private let responses = ProcedureLoop<[UInt8]>()

    init(_ client: LinkClient, requests: ObjectTree.Characteristic, keeper: any RecordKeeper, logger: Logger) {
        self.client = client
        self.requests = requests
        self.keeper = keeper
        self.logger = logger
    }

    /// A notification came. It is stored as it is: the collector joins them too.
    func received(_ uuid: BluetoothUUID, _ value: [UInt8]) {
        if uuid == .viatomNotify { responses.feed(value) }
    }

    func run() async throws {
        var polling = ViatomPolling()
        var assembler = ViatomAssembler()
        try await responses.run(polling.started(at: keeper.now)) { event in
            switch event {
            case .input(let notification): assembler.add(notification).flatMap { _ in polling.response(at: keeper.now) }
            case .tick: polling.timer(at: keeper.now)
            }
        } perform: { action in
            switch action {
            case .write(let bytes):
                assembler.reset()
                return try await client.write(bytes, to: requests).map { polling.refused($0) } ?? []
            case .waitUntil: return []
            case .finished(let error):
                logger.warning("ring takes no requests", metadata: ["error": "\(error)"])
                return nil
            }
        }
    }
}
