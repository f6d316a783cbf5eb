// A virtual strap in place of the radio: a recording of RR intervals, played as the bytes that a real strap would send.

import GATT
import Logging
import ServiceLifecycle
import Vitals

/// Plays a recording as Heart Rate Measurements, about one a second of the wearer's time.
struct SimulatedStrap: Service {
    let recording: Recording
    let speed: Int
    let repeats: Bool
    let clock: SystemClock
    let logger: Logger
    let onLink: @Sendable (Bool) -> Void
    let onFrame: @Sendable (Frame) -> Void

    /// A random static address, as the virtual straps of the test bed have.
    static let address = DeviceAddress("C0:00:00:00:00:00", isRandom: true)
    static let name = "Simulated strap"

    func run() async throws {
        try? await cancelWhenGracefulShutdown {
            repeat {
                onLink(true)
                send(.batteryLevel, .read, [97])
                send(.bodySensorLocation, .read, [1])
                try await play()
            } while repeats && !Task.isCancelled
            logger.info("recording ended")
            onLink(false)
            // A strap that was taken off: nothing comes any more.
            while true { try await Task.sleep(for: .seconds(3600)) }
        }
        onLink(false)
    }

    /// Waits by the clock, not beat by beat, so that the speed is kept over hours.
    private func play() async throws {
        let begin = clock.instant
        var elapsed = Duration.zero
        for notification in recording.notifications {
            elapsed += notification.duration
            let due = begin + elapsed / speed
            try await Task.sleep(for: max(.zero, due - clock.instant))
            send(.heartRateMeasurement, .notification, notification.bytes)
        }
    }

    private func send(_ characteristic: BluetoothUUID, _ origin: FrameOrigin, _ value: [UInt8]) {
        guard let address = Self.address else { return }
        onFrame(Frame(device: address, characteristic: characteristic, origin: origin, arrival: clock.instant, value: value))
    }
}
