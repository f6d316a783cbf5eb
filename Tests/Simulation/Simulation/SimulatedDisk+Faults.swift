// A disk that is full, failing, read-only or damaged.

internal import CSimulatedDisk
internal import Glibc

extension SimulatedDisk {
    package struct Operations: OptionSet, Hashable, Sendable {
        package let rawValue: UInt32

        package init(rawValue: UInt32) { self.rawValue = rawValue }

        package static let read = Self(rawValue: UInt32(SIM_READ))
        package static let write = Self(rawValue: UInt32(SIM_WRITE))
        package static let sync = Self(rawValue: UInt32(SIM_SYNC))
        package static let truncate = Self(rawValue: UInt32(SIM_TRUNCATE))
        package static let open = Self(rawValue: UInt32(SIM_OPEN))
        package static let delete = Self(rawValue: UInt32(SIM_DELETE))
        package static let rename = Self(rawValue: UInt32(SIM_RENAME))
    }

    /// How often a fault comes.
    package enum Recurrence: Hashable, Sendable {
        case times(Int)
        case untilCleared
        /// At each operation by chance, until cleared.
        case chance(perMillion: UInt32)
    }

    package enum FaultError: Error, Hashable {
        /// More than 16 faults wait at once.
        case tooMany
    }

    /// Operations fail with EIO. A failing write may have written a part; a failing sync may have lost what it was to write, and a later
    /// one succeeds all the same, as on Linux.
    ///
    /// - Parameters:
    ///   - skipping: so many operations succeed first.
    ///   - suffix: only files whose name ends so, for instance `-wal`.
    package func fail(
        _ operations: Operations, _ recurrence: Recurrence, skipping: Int = 0, suffix: String? = nil
    ) throws(FaultError) {
        let (times, chance): (Int64, UInt32) =
            switch recurrence {
            case .times(let count): (Int64(count), 1_000_000)
            case .untilCleared: (-1, 1_000_000)
            case .chance(let perMillion): (-1, perMillion)
            }
        guard unsafe sim_disk_fail(pointer, operations.rawValue, EIO, UInt64(skipping), times, chance, suffix) else { throw .tooMany }
    }

    package func clearFaults() { unsafe sim_disk_clear_faults(pointer) }

    /// What all files together may take: beyond, `SQLITE_FULL`. `nil`: no limit.
    package func setCapacity(bytes: Int?) { unsafe sim_disk_set_capacity(pointer, bytes.map(UInt64.init) ?? .max) }

    package var usedBytes: Int { unsafe Int(sim_disk_used(pointer)) }

    /// As after `mount -o remount,ro`, which Linux does by itself when a file system has errors.
    package func setReadOnly(_ isReadOnly: Bool) { unsafe sim_disk_set_read_only(pointer, isReadOnly) }

    /// Flips the bits of `mask` in one byte of a file at rest.
    package func damage(_ file: String, at offset: Int, mask: UInt8) throws(SimulatedFileError) {
        try SimulatedFileError.check(Int64(unsafe sim_disk_damage(pointer, file, UInt64(offset), mask)))
    }

    /// Cuts a file at rest.
    package func cut(_ file: String, toBytes length: Int) throws(SimulatedFileError) {
        try SimulatedFileError.check(Int64(unsafe sim_disk_cut(pointer, file, UInt64(length))))
    }
}
