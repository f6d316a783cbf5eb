// Frames between the radio and the next commit.

import Synchronization
package import Vitals

/// Collects frames until they are committed; filled on the bus connection's thread, emptied by the commit service.
package final class FrameBuffer: Sendable {
    package enum Limit {
        /// A commit's worth: BatchLimit.framesMax is twice this.
        package static let commitFrames = 2048
        /// While the disk does not take commits: 100 straps for ten minutes, about 10 MB.
        package static let framesMax = 60_000
    }

    private struct State {
        var frames: [Frame] = []
        var dropped = 0
        var isUrgent = false
    }

    private let state = Mutex(State())
    private let due: AsyncStream<Void>.Continuation
    /// An element whenever a commit is due; one that is not taken yet stands for all that follow.
    package let commits: AsyncStream<Void>

    package init() {
        (commits, due) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// A commit is due: the interval is over.
    package func commit() { due.yield() }

    package func append(_ frame: Frame) {
        let isUrgent = state.withLock { state in
            guard state.frames.count < Limit.framesMax else {
                state.dropped += 1
                return false
            }
            state.frames.append(frame)
            return frame.origin.isClinical || state.frames.count == Limit.commitFrames
        }
        // Clinical values do not wait for the interval, nor does a full buffer.
        if isUrgent { commit() }
    }

    /// Up to a commit's worth of the oldest frames. They stay until `remove`: a commit that fails loses nothing.
    package func next() -> [Frame] {
        state.withLock { Array($0.frames.prefix(Limit.commitFrames)) }
    }

    /// The first `count` frames are on disk.
    package func remove(_ count: Int) {
        state.withLock { $0.frames.removeFirst(count) }
    }

    /// Frames that found no room since the last call.
    package func takeDropped() -> Int {
        state.withLock { state in
            defer { state.dropped = 0 }
            return state.dropped
        }
    }
}
