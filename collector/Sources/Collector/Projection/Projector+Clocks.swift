// Each synchronized batch teaches the clock of its boot; all batches of the boot are placed by it.

import EventLog
import Uplink
import Vitals

extension Projector {
    func clock(
        of batch: Batch, _ gateway: GatewayID, _ event: LoggedEvent, in round: inout ProjectionRound, over source: inout SourceState
    ) -> BatchClock {
        let boot = BootKey(gateway: gateway, boot: batch.anchor.boot)
        if batch.anchor.isSynchronized {
            if source.boots[boot.boot] == nil { makeRoom(for: boot, in: &round, over: &source) }
            let generation = source.boots[boot.boot]?.generation ?? 0
            var clock = source.boots[boot.boot] ?? BootClock(batch.anchor, seen: event.offset)
            clock.take(batch.anchor)
            clock.seen = event.offset
            source.boots[boot.boot] = clock
            if clock.generation != generation { round.turnedBoots.insert(boot) }
        }
        let clock = BatchClock(batch.anchor, of: boot, known: source.boots[boot.boot])
        place(batch, clock, gateway, event.offset, in: &round, over: &source)
        return clock
    }

    private func place(
        _ batch: Batch, _ clock: BatchClock, _ gateway: GatewayID, _ offset: Int64, in round: inout ProjectionRound,
        over source: inout SourceState
    ) {
        let instant = batch.anchor.instant.sinceBoot.wholeMilliseconds
        let first = batch.frames.map(\.arrival.sinceBoot.wholeMilliseconds).min() ?? instant
        let placed = PlacedRun(
            boot: batch.anchor.boot, generation: clock.generation, clockOffset: clock.offset, firstOffset: offset, lastOffset: offset,
            firstInstant: min(first, instant), lastInstant: instant)
        if source.run?.extend(by: placed) != true {
            source.run = placed
            if placed.generation > 0 { round.begun[clock.boot] = max(placed.lastInstant, round.begun[clock.boot] ?? 0) }
        }
        guard let run = source.run else { return }
        // The last of the list is the same run while it grows.
        if round.placed[gateway]?.last?.firstOffset == run.firstOffset { round.placed[gateway]?.removeLast() }
        round.placed[gateway, default: []].append(run)
    }

    /// Forgets the boot that told the time longest ago when there are too many.
    private func makeRoom(for boot: BootKey, in round: inout ProjectionRound, over source: inout SourceState) {
        guard source.boots.count >= BootClock.Limit.bootsMax,
            let oldest = source.boots.min(by: { $0.value.seen < $1.value.seen })?.key
        else { return }
        source.boots[oldest] = nil
        round.placed[boot.gateway]?.removeAll { $0.boot == oldest }
        round.forgottenBoots.insert(BootKey(gateway: boot.gateway, boot: oldest))
    }
}
