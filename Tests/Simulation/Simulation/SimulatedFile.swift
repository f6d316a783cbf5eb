// Files outside of SQLite on the same disk, with the same fate in a crash.

internal import CSimulatedDisk

/// An open file, closed at the end of its life.
@safe package struct SimulatedFile: ~Copyable {
    private let pointer: OpaquePointer

    init(_ pointer: OpaquePointer) { unsafe self.pointer = unsafe pointer }

    deinit { unsafe sim_file_close(pointer) }

    /// Fewer bytes than `count` at the end of the file.
    package func read(count: Int, at offset: Int) throws(SimulatedFileError) -> [UInt8] {
        var result: Int64 = 0
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            result = unsafe sim_file_pread(pointer, buffer.baseAddress, count, UInt64(offset))
            filled = Int(max(result, 0))
        }
        try SimulatedFileError.check(result)
        return bytes
    }

    /// How many bytes were written: fewer than asked for when the disk fills up. They are pending until `sync()`.
    @discardableResult
    package func write(_ bytes: [UInt8], at offset: Int) throws(SimulatedFileError) -> Int {
        let result = unsafe bytes.withUnsafeBytes { unsafe sim_file_pwrite(pointer, $0.baseAddress, $0.count, UInt64(offset)) }
        return try SimulatedFileError.check(result)
    }

    package func truncate(toBytes length: Int) throws(SimulatedFileError) {
        try SimulatedFileError.check(Int64(unsafe sim_file_truncate(pointer, UInt64(length))))
    }

    package func sync() throws(SimulatedFileError) { try SimulatedFileError.check(Int64(unsafe sim_file_sync(pointer))) }

    package func sizeBytes() throws(SimulatedFileError) -> Int { try SimulatedFileError.check(unsafe sim_file_size(pointer)) }
}

extension SimulatedDisk {
    package enum Opening: Hashable, Sendable {
        case readOnly
        case existing
        case creating

        var flags: Int32 {
            switch self {
            case .readOnly: Int32(SIM_READ_ONLY)
            case .existing: 0
            case .creating: Int32(SIM_CREATE)
            }
        }
    }

    package func open(_ file: String, _ opening: Opening = .creating) throws(SimulatedFileError) -> SimulatedFile {
        var opened: OpaquePointer?
        try SimulatedFileError.check(Int64(unsafe sim_file_open(pointer, file, opening.flags, &opened)))
        // The C disk answers with a file or an error, never with neither.
        guard let opened = unsafe opened else { throw SimulatedFileError(errno: 0) }
        return unsafe SimulatedFile(opened)
    }

    package func delete(_ file: String) throws(SimulatedFileError) {
        try SimulatedFileError.check(Int64(unsafe sim_file_unlink(pointer, file)))
    }

    package func rename(_ file: String, to other: String) throws(SimulatedFileError) {
        try SimulatedFileError.check(Int64(unsafe sim_file_rename(pointer, file, other)))
    }

    /// Makes creations, deletions and renamings in the folder of `file` durable, as `fsync` of the folder does.
    package func syncFolder(of file: String) throws(SimulatedFileError) {
        try SimulatedFileError.check(Int64(unsafe sim_file_sync_folder(pointer, file)))
    }
}
