// Between the task that hears the broker and the task that draws.

import MQTT
import Synchronization
import Uplink

final class WatchState: Sendable {
    private struct State {
        var board = WatchBoard()
        var isConnected = false
        var changed: ContinuousClock.Instant?
    }

    private let state = Mutex(State())

    func connected(_ isConnected: Bool) {
        state.withLock { $0.isConnected = isConnected }
    }

    func take(_ message: Message, topics: Topics) {
        let now = ContinuousClock.now
        state.withLock { state in
            state.board.take(topic: message.topic, payload: message.payload, topics: topics)
            state.changed = now
        }
    }

    /// The board, whether the broker is connected, and when the last message came.
    var snapshot: (board: WatchBoard, isConnected: Bool, changed: ContinuousClock.Instant?) {
        state.withLock { ($0.board, $0.isConnected, $0.changed) }
    }
}
