// The rules change while everything runs; a file with a fault changes nothing.

import Alarms
import Foundation
import Logging
import Synchronization
import Telemetry

/// The notification file as it was last without faults. It is read again when it changed.
final class NotificationFileWatch: Sendable {
    private struct State {
        var file: NotificationFile
        var stamp: Stamp?
    }

    private struct Stamp: Hashable {
        let modified: Date?
        let size: Int?
        let inode: Int?
    }

    private let path: String?
    private let state: Mutex<State>
    private let metrics: NotificationMetrics
    private let logger: Logger

    /// Refuses a file that has a fault at the start. `nil`: nobody is told anything but by MQTT.
    init(_ path: String?, metrics: NotificationMetrics, logger: Logger) throws {
        (self.path, self.metrics, self.logger) = (path, metrics, logger)
        state = Mutex(State(file: try path.map { try NotificationFile.read($0) } ?? NotificationFile(), stamp: path.map(Self.stamp)))
        metrics.rulesValid.set(1)
    }

    func current() -> NotificationFile {
        guard let path else { return state.withLock { $0.file } }
        return state.withLock { state in
            let stamp = Self.stamp(path)
            guard stamp != state.stamp else { return state.file }
            state.stamp = stamp
            do {
                state.file = try NotificationFile.read(path)
                metrics.rulesValid.set(1)
                logger.info("notification file read anew", metadata: ["rules": "\(state.file.rules.rules.count)"])
            } catch {
                metrics.rulesValid.set(0)
                logger.error("the notification file has faults, the older one is used", metadata: ["error": "\(error)"])
            }
            return state.file
        }
    }

    private static func stamp(_ path: String) -> Stamp {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return Stamp(
            modified: attributes?[.modificationDate] as? Date, size: attributes?[.size] as? Int,
            inode: attributes?[.systemFileNumber] as? Int)
    }
}
