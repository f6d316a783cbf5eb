// What happened on a simulated disk, for reports and for tests that a model can fail.

internal import CSimulatedDisk

package struct DiskCounters: Hashable, Sendable {
    package var reads: UInt64
    package var readBytes: UInt64
    package var writes: UInt64
    package var writtenBytes: UInt64
    package var syncs: UInt64
    package var truncations: UInt64
    package var creations: UInt64
    package var deletions: UInt64
    package var renamings: UInt64
    package var crashes: UInt64
    /// Errors, writes that did not fit, flipped bits, cut files.
    package var faults: UInt64
    /// What became of pending changes in power cuts.
    package var kept: UInt64
    package var lost: UInt64
    package var torn: UInt64

    init(_ counters: sim_counters) {
        reads = counters.reads
        readBytes = counters.bytes_read
        writes = counters.writes
        writtenBytes = counters.bytes_written
        syncs = counters.syncs
        truncations = counters.truncations
        creations = counters.creations
        deletions = counters.deletions
        renamings = counters.renames
        crashes = counters.crashes
        faults = counters.faults_injected
        kept = counters.kept
        lost = counters.lost
        torn = counters.torn
    }
}
