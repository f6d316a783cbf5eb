// Frames become batches: group commits, so that a thousand values a second cost two transactions.

import Logging
import Outbox
import ServiceLifecycle
import Telemetry
import Uplink
import Vitals

struct CommitService: Service {
    let buffer: FrameBuffer
    let queue: BatchQueue
    let clock: SystemClock
    let interval: Duration
    let isSimulated: Bool
    let metrics: EdgeMetrics
    let logger: Logger
    let onCommitted: @Sendable (BatchQueue.Committed, [Frame]) async -> Void

    func run() async throws {
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                while !Task.isCancelled {
                    try? await Task.sleep(for: interval)
                    buffer.commit()
                }
            }
            for await _ in buffer.commits.cancelOnGracefulShutdown() { await commitAll() }
            group.cancelAll()
        }
        // The sources have ended before: what is left goes to disk before the process does.
        await commitAll()
    }

    /// Commits what waits. A commit that fails leaves the frames where they are, and the next round tries again.
    private func commitAll() async {
        do {
            while try await commitOnce() {}
        } catch {
            metrics.commitFailures.increment()
            logger.error("commit failed, frames wait in memory", metadata: ["error": "\(error)"])
        }
        let dropped = buffer.takeDropped()
        if dropped > 0 {
            metrics.framesDropped.increment(by: dropped)
            logger.error("frames dropped, the buffer is full", metadata: ["frames": "\(dropped)"])
        }
    }

    /// Returns whether more may be waiting.
    private func commitOnce() async throws -> Bool {
        let frames = buffer.next()
        guard !frames.isEmpty else { return false }
        let durability: Durability = frames.contains { $0.origin.isClinical } ? .powerCut : .process
        let started = clock.instant
        let committed = try await queue.append(frames, anchor: clock.anchor, isSimulated: isSimulated, durability: durability)
        buffer.remove(frames.count)
        metrics.commitSeconds.record((clock.instant - started).inSeconds)
        metrics.framesCommitted.increment(by: frames.count)
        metrics.batchesCommitted.increment()
        await onCommitted(committed, frames)
        return frames.count == FrameBuffer.Limit.commitFrames
    }
}
