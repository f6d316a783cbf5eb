// Code that cannot name a VFS, GRDB for one, takes SQLite's default one: while this exists, that one serves the simulated disks.

internal import CSimulatedDisk
package import Vitals

/// Makes SQLite's default VFS route paths below a simulated disk's `root` there, and all others to the real one.
///
/// Also seeds SQLite's own generator (checksum salts, `random()`) and stands its clock (`CURRENT_TIMESTAMP`, busy time-outs). Those are one
/// for the whole process, so the same seed gives the same bytes only when nothing else in the process uses SQLite.
package struct SimulatedProcess: ~Copyable {
    /// `wall`: `nil` leaves SQLite the real time.
    package init(seed: UInt64, wall: Timestamp?) {
        sim_process_begin(seed, Self.microseconds(wall))
    }

    deinit { sim_process_end() }

    package func setWall(_ wall: Timestamp) { sim_process_set_time(Self.microseconds(wall)) }

    /// SQLite's waiting for a lock moves it on, and takes no real time.
    package var wall: Timestamp? {
        let now = sim_process_time()
        return now < 0 ? nil : Timestamp(milliseconds: now / 1000)
    }

    private static func microseconds(_ wall: Timestamp?) -> Int64 { wall.map { max(0, $0.milliseconds * 1000) } ?? -1 }
}

extension SimulatedDisk {
    /// The clock of the disk's own VFS.
    package var wall: Timestamp { Timestamp(milliseconds: unsafe sim_disk_time(pointer) / 1000) }

    package func setWall(_ wall: Timestamp) { unsafe sim_disk_set_time(pointer, wall.milliseconds * 1000) }
}
