// What is known of the channels while the collector runs.

import Alarms
import Synchronization
import Vitals

/// Which channels are being used, and how they are; shared by the tasks that send.
final class ChannelBoard: Sendable {
    private struct State {
        var busy: Set<String> = []
        var health: [String: ChannelHealth] = [:]
        /// Of which the log says that they fail.
        var told: Set<String> = []
        var refreshed: [String: Timestamp] = [:]
        var seen: Timestamp?
    }

    private let state = Mutex(State())

    /// Whether nobody else sends over it.
    func begin(_ channel: Channel) -> Bool { state.withLock { $0.busy.insert(channel.name).inserted } }

    func end(_ channel: Channel) { state.withLock { _ = $0.busy.remove(channel.name) } }

    func health(_ channel: Channel) -> ChannelHealth { state.withLock { $0.health[channel.name] ?? ChannelHealth() } }

    /// Returns whether the log still says that it fails.
    func succeeded(_ channel: Channel) -> Bool {
        state.withLock { state in
            state.health[channel.name]?.succeeded()
            return state.told.remove(channel.name) != nil
        }
    }

    /// Returns how it is now, and whether that it fails is news.
    func failed(_ channel: Channel, at now: Timestamp) -> (health: ChannelHealth, isNews: Bool) {
        state.withLock { state in
            state.health[channel.name, default: ChannelHealth()].failed(at: now, jitter: .random(in: -1...1))
            let health = state.health[channel.name] ?? ChannelHealth()
            return (health, health.isFailing && state.told.insert(channel.name).inserted)
        }
    }

    /// Learns what the log says from an earlier run.
    func restore(failing channels: Set<String>) { state.withLock { $0.told = channels } }

    /// What the clock showed when it was last asked; from now on, this.
    func lastSeen(now: Timestamp) -> Timestamp {
        state.withLock { state in
            defer { state.seen = now }
            return state.seen ?? now
        }
    }

    /// Whether it is time to tell a forgetful server again what is on.
    func isRefreshDue(_ channel: Channel, every interval: Duration, at now: Timestamp) -> Bool {
        state.withLock { state in
            if let last = state.refreshed[channel.name], now >= last, now - last < interval { return false }
            state.refreshed[channel.name] = now
            return true
        }
    }
}
