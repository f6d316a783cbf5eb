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
        /// Dropped together where there is no room, so that a frame costs little even then.
        static let dropped = 256
    }

    /// Frames that found no room.
    package struct Loss: Hashable, Sendable {
        package let frameClass: FrameClass
        package private(set) var frames: Int
        package private(set) var first: Instant
        package private(set) var last: Instant

        init(_ frame: Frame) {
            frameClass = frame.frameClass
            frames = 1
            (first, last) = (frame.arrival, frame.arrival)
        }

        mutating func add(_ frame: Frame) {
            frames += 1
            (first, last) = (min(first, frame.arrival), max(last, frame.arrival))
        }
    }

    private struct State {
        var frames: [Frame] = []
        var losses: [Loss] = []

        /// The oldest streams go, and what is clinical only where there is nothing else.
        mutating func drop() {
            var count = 0
            var kept: [Frame] = []
            kept.reserveCapacity(frames.count)
            for frame in frames {
                if count < Limit.dropped, frame.frameClass == .stream {
                    count += 1
                    lose(frame)
                } else {
                    kept.append(frame)
                }
            }
            if count == 0 {
                for frame in kept.prefix(Limit.dropped) { lose(frame) }
                kept.removeFirst(Limit.dropped)
            }
            frames = kept
        }

        private mutating func lose(_ frame: Frame) {
            if let index = losses.firstIndex(where: { $0.frameClass == frame.frameClass }) {
                losses[index].add(frame)
            } else {
                losses.append(Loss(frame))
            }
        }
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
            if state.frames.count >= Limit.framesMax { state.drop() }
            state.frames.append(frame)
            return frame.isUrgent || state.frames.count == Limit.commitFrames
        }
        // Clinical values do not wait for the interval, nor does a full buffer.
        if isUrgent { commit() }
    }

    /// Takes out up to a commit's worth of the oldest frames. Those that no commit takes are put back.
    package func take() -> [Frame] {
        state.withLock { state in
            let frames = Array(state.frames.prefix(Limit.commitFrames))
            state.frames.removeFirst(frames.count)
            return frames
        }
    }

    package func putBack(_ frames: [Frame]) {
        state.withLock { state in
            state.frames.insert(contentsOf: frames, at: 0)
            while state.frames.count > Limit.framesMax { state.drop() }
        }
    }

    /// Frames that found no room since the last call, by class.
    package func takeLosses() -> [Loss] {
        state.withLock { state in
            defer { state.losses = [] }
            return state.losses
        }
    }

    /// What could not be recorded is told next time.
    package func putBack(_ losses: [Loss]) {
        state.withLock { $0.losses += losses }
    }
}
