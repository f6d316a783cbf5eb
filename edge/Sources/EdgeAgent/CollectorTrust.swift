// To whom the gateway's values are readable: the collector, and nobody on the way.

import FoundationEssentials
import Logging
import Synchronization
import Uplink
import Vitals

/// The collector's keys as the gateway knows them, and what is sealed to them. Without a configured key nothing is sealed.
final class CollectorTrust: Sendable {
    private struct State: ~Copyable {
        var ring: KeyRing?
        /// For the key that was the right one last.
        var sealer: BatchSealer?
    }

    private let state: Mutex<State>
    private let file: StateFile
    private let gateway: GatewayID
    private let suite: SealingSuite
    private let clock: SystemClock
    private let logger: Logger

    init(_ key: CollectorKey?, stateDirectory: String, gateway: GatewayID, clock: SystemClock, logger: Logger) {
        file = StateFile(directory: stateDirectory, name: "collector-keys")
        self.gateway = gateway
        self.clock = clock
        self.logger = logger
        let processor = FileManager.default.contents(atPath: "/proc/cpuinfo").map { String(decoding: $0, as: UTF8.self) } ?? ""
        suite = SealingSuite(cpuInformation: processor)
        // What was learnt counts as long as it began with the key that is configured now.
        let known = key == nil ? nil : try? KeyRing(lines: file.lines())
        let ring = key.map { key in known.flatMap { $0.configured == key ? $0 : nil } ?? KeyRing(trusting: key) }
        state = Mutex(State(ring: ring))
    }

    /// A batch as it goes to disk and onto the wire.
    func encode(_ batch: Batch) throws -> [UInt8] {
        try state.withLock { state in
            guard let key = state.ring?.sealingKey(at: clock.isSynchronized ? clock.wall : nil) else { return batch.encoded() }
            if state.sealer?.key != key { state.sealer = BatchSealer(gateway: gateway, key: key, suite: suite) }
            guard let sealed = try state.sealer?.seal(batch) else { throw SealingError.library("no key") }
            return sealed
        }
    }

    /// Whose commands are believed.
    var newestKey: CollectorKey? { state.withLock { $0.ring?.newest } }

    /// The collector announces its next keys.
    func learn(_ payload: [UInt8]) {
        do {
            let announcements = try KeyAnnouncement.list(decoding: payload)
            let (lesson, lines) = state.withLock { state in (state.ring?.learn(announcements), state.ring?.lines ?? []) }
            guard let lesson else { return }
            for announcement in lesson.accepted {
                logger.info(
                    "learnt the collector's next key",
                    metadata: ["key": "\(announcement.next.id)", "valid.from": "\(announcement.validFrom)"])
            }
            if !lesson.accepted.isEmpty { try file.write(lines) }
            if let refused = lesson.refused {
                logger.error(
                    "a key that somebody announced is not believed",
                    metadata: ["reason": "\(refused)", "hint": "does VITALFLOW_COLLECTOR_KEY name the present collector?"])
            }
        } catch {
            logger.error("an announcement of keys is not as it should be", metadata: ["error": "\(error)"])
        }
    }
}
