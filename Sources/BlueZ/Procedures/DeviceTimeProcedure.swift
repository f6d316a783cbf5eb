// A device of the Device Time Service is told what time it is, and decides.

import GATT
import Logging
import Vitals

/// Reads the clock of a device and proposes the right time where it is wrong.
struct DeviceTimeProcedure: Sendable {
    /// The Device Time Control Point.
    let point: ControlPoint
    let keeper: any RecordKeeper
    let logger: Logger

    /// What is read goes to `onRead`: the collector corrects stamps by it.
    func run(onRead: @Sendable (ObjectTree.Characteristic, [UInt8]) -> Void) async throws {
        var setting = DeviceTimeSetting()
        try await point.run(setting.started(at: keeper.now)) { event in
            switch event {
            case .input(let value): setting.response(value, at: keeper.now)
            case .tick: setting.timer(right: keeper.localTime, at: keeper.now)
            }
        } perform: { action in
            switch action {
            case .read(let wanted):
                guard let characteristic = point.neighbour(wanted.uuid) else { return setting.refused(.attributeNotFound, at: keeper.now) }
                let value = try await point.client.read(characteristic)
                onRead(characteristic, value)
                return setting.value(value, of: wanted, right: keeper.localTime, at: keeper.now)
            case .write(let bytes):
                // A clock that nobody vouches for must not spoil one that may be right.
                guard keeper.isClockTrusted else {
                    logger.info("device clock differs, not set", metadata: ["clock.trusted": "false"])
                    return nil
                }
                return try await point.write(bytes).map { setting.refused($0, at: keeper.now) } ?? []
            case .waitUntil: return []
            case .observed(let ahead):
                logger.info("device clock read", metadata: ["ahead.seconds": "\(ahead.map { "\($0.inSeconds)" } ?? "not set")"])
                return []
            case .finished(let outcome):
                logger.info("device clock", metadata: ["outcome": "\(outcome)"])
                return nil
            }
        }
    }
}
