// A device stamps records by its own clock: what it shows is recorded, then it is set.

import GATT
import Logging
import Vitals

/// Reads the Current Time of a device and sets it where it is wrong. Source: Current Time Service 1.1, §3.1.
struct ClockProcedure: Sendable {
    let characteristic: ObjectTree.Characteristic
    let keeper: any RecordKeeper
    let logger: Logger

    private enum Limit {
        /// A reading has whole seconds, and its way takes some tenths of one.
        static let errorMax = Duration.seconds(2)
    }

    /// The readings before and after go to `onValue`: the collector corrects stamps by them.
    func run(_ client: LinkClient, onValue: @Sendable (ObjectTree.Characteristic, [UInt8]) -> Void) async throws {
        let before = try await client.read(characteristic)
        onValue(characteristic, before)
        guard let shown = try CurrentTime(decoding: before.span).time.asUTC else { return }
        let local = keeper.wall + .seconds(60 * keeper.utcOffsetMinutes)
        guard abs((local - shown).inSeconds) > Limit.errorMax.inSeconds, characteristic.flags.contains("write") else { return }
        // A clock that nobody vouches for must not spoil one that may be right.
        guard keeper.isClockTrusted else { return logger.info("clock differs, and ours is not synchronized: not set") }
        guard let time = DeviceDateTime(asUTC: local) else { return }
        let setting = CurrentTime(time: time, adjustReason: CurrentTime.Adjustment.externalReference)
        if let refusal = try await client.write(setting.encoded, to: characteristic) {
            return logger.info("clock not set", metadata: ["refusal": "\(refusal)"])
        }
        onValue(characteristic, try await client.read(characteristic))
        logger.info("clock set", metadata: ["error.seconds": "\((shown - local).inSeconds)"])
    }
}
