// A continuous glucose sensor measures once its session is started, and dates its records by the start.

import GATT
import Logging
import Vitals

/// Starts a fresh sensor, and tells one that does not know its start the time.
struct GlucoseSessionProcedure: Sendable {
    /// The Specific Ops Control Point.
    let point: ControlPoint
    let keeper: any RecordKeeper
    let logger: Logger

    /// The start time goes to `onRead` once it is written: the collector dates the records by it.
    func run(onRead: @Sendable (ObjectTree.Characteristic, [UInt8]) -> Void) async throws {
        // A start by a clock that nobody vouches for would date every record wrongly.
        guard keeper.isClockTrusted else { return logger.info("glucose session left alone", metadata: ["clock.trusted": "false"]) }
        var session = GlucoseSession()
        try await point.run(session.started(at: keeper.now)) { event in
            switch event {
            case .input(let value): session.response(value, local: keeper.localTime, at: keeper.now)
            case .tick: session.timer(at: keeper.now)
            }
        } perform: { action in
            switch action {
            case .read(let wanted):
                guard let characteristic = point.neighbour(wanted.uuid) else { return session.refused(.attributeNotFound) }
                let value = try await point.client.read(characteristic)
                return session.value(value, of: wanted, local: keeper.localTime, at: keeper.now)
            case .write(let wanted, let bytes):
                guard let characteristic = point.neighbour(wanted.uuid) else { return session.refused(.attributeNotFound) }
                return try await point.client.write(bytes, to: characteristic).map { session.refused($0) } ?? session.written(wanted)
            case .waitUntil: return []
            case .finished(let outcome):
                logger.info("glucose session", metadata: ["outcome": "\(outcome)"])
                if case .timed = outcome, let start = point.neighbour(.cgmSessionStartTime) {
                    onRead(start, try await point.client.read(start))
                }
                return nil
            }
        }
    }
}
