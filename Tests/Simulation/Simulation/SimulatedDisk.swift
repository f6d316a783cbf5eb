// A disk in memory that loses power on demand, so that what code believes to be durable is put to the test.

internal import CSimulatedDisk

/// SQLite databases and plain files on a disk that does, seed for seed, what a real one may do at the worst moment.
///
/// What was written and not synced is *pending*. A power cut keeps, loses or tears each pending write; the end of a process keeps them
/// all. A database is opened through the VFS `vfsName`, or by its path below `root` while a `SimulatedProcess` exists.
///
/// After a crash the dead process's connections answer `SQLITE_IOERR` to everything. Let go of them before `start()`.
///
/// Sendable: the C disk takes its mutex in every call, and its address is immutable.
@safe package final class SimulatedDisk: @unchecked Sendable {
    /// What a power cut may do.
    package struct Options: Hashable, Sendable {
        /// The medium writes sectors as a whole: a write of several may be torn between them.
        package var sectorBytes = SectorBytes.small
        /// A torn write leaves the bytes beside it alone, which SQLite assumes of today's disks.
        package var keepsNeighbours = true
        /// A torn write may leave garbage, and a lost one may still lengthen its file.
        package var leavesGarbage = true
        package var names = Names.journaled

        package init() {}
    }

    package enum SectorBytes: UInt32, Hashable, Sendable, CaseIterable {
        case small = 512
        case large = 4096
    }

    /// When the creation, deletion and renaming of files is durable.
    package enum Names: Hashable, Sendable {
        /// As ext4 and XFS: in order, and with the sync of any file that is new or changed its size.
        case journaled
        /// As POSIX promises and no more: each on its own, and with a sync of the folder only.
        case independent
    }

    package enum Crash: Hashable, Sendable, CaseIterable {
        case powerCut
        /// `kill -9`: the page cache survives.
        case kill

        var code: Int32 { Int32(self == .powerCut ? SIM_POWER_CUT : SIM_KILL) }
    }

    package enum CreationError: Error, Hashable {
        /// The name is in use, empty, longer than 64 bytes, or has a slash.
        case name(String)
    }

    let pointer: OpaquePointer
    /// Where the files are: `/simulated/NAME/`.
    package let root: String
    package let vfsName: String

    package init(name: String, seed: UInt64, options: Options = Options()) throws(CreationError) {
        var chosen = sim_options(
            seed: seed, sector_bytes: options.sectorBytes.rawValue, powersafe_overwrite: options.keepsNeighbours,
            garbage: options.leavesGarbage, journals_names: options.names == .journaled)
        guard let disk = unsafe sim_disk_create(name, &chosen) else { throw .name(name) }
        unsafe pointer = unsafe disk
        root = unsafe String(cString: sim_disk_root(disk))
        vfsName = unsafe String(cString: sim_disk_vfs_name(disk))
    }

    deinit { unsafe sim_disk_destroy(pointer) }

    package func path(_ file: String) -> String { root + file }

    /// The machine or its process ends here. Nothing can be opened before `start()`.
    package func crash(_ crash: Crash) { unsafe sim_disk_crash(pointer, crash.code) }

    /// Ends in the middle of a change to come (a write, sync, truncation, creation, deletion or renaming); 1 is the next one.
    package func crash(_ crash: Crash, atChange number: Int) { unsafe sim_disk_crash_after(pointer, crash.code, UInt64(number)) }

    package func cancelCrash() { unsafe sim_disk_cancel_crash(pointer) }

    package var isRunning: Bool { unsafe sim_disk_is_running(pointer) }

    package func start() { unsafe sim_disk_start(pointer) }

    /// Makes everything pending durable, as the kernel does within half a minute.
    package func settle() { unsafe sim_disk_settle(pointer) }

    /// What the disk did, and what was done to it.
    package var counters: DiskCounters { DiskCounters(unsafe sim_disk_counters(pointer)) }
}
