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

    /// Commits what waits. What no commit takes stays in memory, and the next round tries again.
    private func commitAll() async {
        do {
            while try await commitOnce() {}
        } catch {
            metrics.commitFailures.increment()
            logger.error("commit failed, frames wait in memory", metadata: ["error": "\(error)"])
        }
        await recordLosses()
        await tellMends()
    }

    /// Returns whether more may be waiting.
    private func commitOnce() async throws -> Bool {
        let frames = buffer.take()
        guard !frames.isEmpty else { return false }
        // Each class in a batch of its own: when room runs out, one goes before the other.
        var waiting: [(frameClass: FrameClass, frames: [Frame])] = [FrameClass.clinical, .stream].map { frameClass in
            (frameClass, frames.filter { $0.frameClass == frameClass })
        }.filter { !$0.frames.isEmpty }
        do {
            while let next = waiting.first {
                let started = clock.instant
                let committed = try await queue.append(next.frames, as: next.frameClass, anchor: clock.anchor, isSimulated: isSimulated)
                waiting.removeFirst()
                if !committed.isDurable { metrics.commitFailures.increment() }
                metrics.commitSeconds.record((clock.instant - started).inSeconds)
                metrics.framesCommitted.increment(by: next.frames.count)
                metrics.batchesCommitted.increment()
                await onCommitted(committed, next.frames)
            }
        } catch {
            buffer.putBack(waiting.flatMap(\.frames))
            throw error
        }
        return frames.count == FrameBuffer.Limit.commitFrames
    }

    private func recordLosses() async {
        let losses = buffer.takeLosses()
        let anchor = clock.anchor
        for (index, loss) in losses.enumerated() {
            do {
                try await queue.recordUnheard(
                    frames: loss.frames, of: loss.frameClass, first: anchor.wallTime(of: loss.first), last: anchor.wallTime(of: loss.last))
                metrics.framesDropped.increment(by: loss.frames)
                logger.error("frames dropped, memory is full", metadata: ["frames": "\(loss.frames)", "class": "\(loss.frameClass)"])
            } catch {
                buffer.putBack(Array(losses[index...]))
                return
            }
        }
    }

    private func tellMends() async {
        for report in await queue.takeReports() {
            metrics.outboxesMended.increment()
            logger.error(
                "the outbox was damaged and is set aside",
                metadata: ["aside": "\(report.aside)", "batches.salvaged": "\(report.batches)", "error": "\(report.explanation)"])
        }
    }
}
