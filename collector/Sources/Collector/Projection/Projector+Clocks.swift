// Each synchronized batch teaches the clock of its boot; all batches of the boot are placed by it.

import EventLog
import Uplink
import Vitals

extension Projector {
    func clock(
        of batch: Batch, _ logged: LoggedBatch, in round: inout ProjectionRound, over state: ProjectionState
    ) -> BatchClock {
        let boot = BootKey(gateway: logged.key.gateway, boot: batch.anchor.boot)
        var known = round.boots[boot] ?? (round.forgottenBoots.contains(boot) ? nil : state.boots[boot])
        if batch.anchor.isSynchronized {
            if known == nil { makeRoom(for: boot, in: &round, over: state) }
            var clock = known ?? BootClock(batch.anchor, seen: logged.offset)
            clock.take(batch.anchor)
            clock.seen = logged.offset
            round.boots[boot] = clock
            round.forgottenBoots.remove(boot)
            known = clock
        }
        let clock = BatchClock(batch.anchor, of: boot, known: known)
        round.placed.append(
            PlacedBatch(
                boot: boot, generation: clock.generation, instant: batch.anchor.instant.sinceBoot.wholeMilliseconds,
                logOffset: logged.offset, clockOffset: clock.offset,
                span: batch.frames.map { max(0, (batch.anchor.instant - $0.arrival).wholeMilliseconds) }.max() ?? 0))
        return clock
    }

    /// Forgets the boot that told the time longest ago, of this gateway or of all, when there are too many.
    private func makeRoom(for boot: BootKey, in round: inout ProjectionRound, over state: ProjectionState) {
        var clocks = state.boots.merging(round.boots) { $1 }
        for forgotten in round.forgottenBoots { clocks[forgotten] = nil }
        let own = clocks.filter { $0.key.gateway == boot.gateway }
        let crowd = own.count >= BootClock.Limit.bootsMax ? own : clocks.count >= BootClock.Limit.allBootsMax ? clocks : [:]
        guard let oldest = crowd.min(by: { $0.value.seen < $1.value.seen })?.key else { return }
        round.boots[oldest] = nil
        round.placed.removeAll { $0.boot == oldest }
        round.forgottenBoots.insert(oldest)
    }
}
