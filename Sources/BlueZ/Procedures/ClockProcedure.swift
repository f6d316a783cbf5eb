// A device stamps records by its own clock: what it shows is recorded, then it is set.

import GATT
import Logging
import Vitals

/// Reads the clock of a device and sets it where it is wrong.
struct ClockProcedure: Sendable {
    let characteristic: ObjectTree.Characteristic
    private let kind: ClockCharacteristic
    private let client: LinkClient
    private let keeper: any RecordKeeper
    private let logger: Logger

    /// `nil` for a device that shows no clock.
    init?(_ client: LinkClient, keeper: any RecordKeeper, logger: Logger) {
        let clocks: [(BluetoothUUID, ClockCharacteristic)] = [(.currentTime, .currentTime), (.dateTime, .dateTime)]
        guard let (characteristic, kind) = clocks.lazy.compactMap({ uuid, kind in client.characteristic(uuid).map { ($0, kind) } }).first
        else { return nil }
        self.characteristic = characteristic
        self.kind = kind
        self.client = client
        self.keeper = keeper
        self.logger = logger
    }

    private var canWrite: Bool { characteristic.flags.contains("write") }

    /// The readings before and after go to `onRead`: the collector corrects stamps by them.
    func run(onRead: @Sendable (ObjectTree.Characteristic, [UInt8]) -> Void) async throws {
        var setting = ClockSetting(kind)
        var pending = setting.started(at: keeper.now)
        while !pending.isEmpty {
            switch pending.removeFirst() {
            case .read:
                let value = try await client.read(characteristic)
                onRead(characteristic, value)
                pending += setting.value(value, right: localTime, at: keeper.now)
            case .write(let bytes):
                // A clock that nobody vouches for must not spoil one that may be right.
                guard canWrite, keeper.isClockTrusted else {
                    return logger.info(
                        "device clock differs, not set", metadata: ["settable": "\(canWrite)", "clock.trusted": "\(keeper.isClockTrusted)"])
                }
                if let refusal = try await client.write(bytes, to: characteristic) {
                    pending += setting.refused(refusal, right: localTime, at: keeper.now)
                } else {
                    pending += setting.written(at: keeper.now)
                }
            case .observed(let ahead):
                logger.info("device clock read", metadata: ["ahead.seconds": "\(ahead.map { "\($0.inSeconds)" } ?? "not set")"])
            case .finished(let outcome): logger.info("device clock", metadata: ["outcome": "\(outcome)"])
            // BlueZ ends reads and writes that get no answer.
            case .waitUntil: break
            }
        }
    }

    /// Local time of the gateway as the device should show it.
    private var localTime: ClockReading {
        let local = keeper.localTime
        return ClockReading(
            time: local.dateTime, dayOfWeek: CurrentTime(time: local.dateTime, adjustReason: 0).dayOfWeek,
            fractions256: UInt8(truncatingIfNeeded: (local.moment.milliseconds % 1000 + 1000) % 1000 * 256 / 1000))
    }
}
