// `vitalflow-collector key rotate` is another process: this one looks at the folder of keys from time to time.

import Logging
import ServiceLifecycle
import Uplink
import Vitals

/// Reads the keys again every few seconds and says when they changed.
struct KeyService: Service {
    let keys: CollectorKeys
    let onChange: @Sendable () -> Void
    let clock: WallClock
    let logger: Logger

    /// Some small files; whoever rotates a key can wait so long until it is announced.
    static let interval = Duration.seconds(5)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var failure: KeyStoreError?
            while (try? await Task.sleep(for: Self.interval)) != nil {
                failure = refresh(after: failure)
            }
        }
    }

    /// Says each failure once, not every few seconds.
    private func refresh(after last: KeyStoreError?) -> KeyStoreError? {
        do {
            if try keys.refresh() {
                onChange()
                logger.info("keys changed", metadata: ["key.id": "\(keys.present(at: clock.now()).id)"])
            }
            return nil
        } catch {
            if error != last { logger.error("cannot read the keys, going on with those that were read", metadata: ["error": "\(error)"]) }
            return error
        }
    }
}
