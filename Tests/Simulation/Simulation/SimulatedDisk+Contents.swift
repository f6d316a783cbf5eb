// A disk seen from outside: what is on it, copies, backups. None of this fails by a fault, and none of it is pending.

internal import CSimulatedDisk

extension SimulatedDisk {
    /// Full paths, in order.
    package var files: [String] {
        var count = 0
        let names = unsafe sim_disk_names(pointer, &count)
        defer { unsafe sim_free(names) }
        return unsafe UnsafeBufferPointer(start: names, count: count).compactMap { unsafe $0.map { unsafe String(cString: $0) } }
    }

    /// `nil`: there is no such file.
    package func contents(of file: String) -> [UInt8]? {
        let size = unsafe sim_disk_size(pointer, file)
        guard size >= 0 else { return nil }
        return unsafe [UInt8](unsafeUninitializedCapacity: Int(size)) { buffer, count in
            count = unsafe max(0, min(Int(sim_disk_get(pointer, file, buffer.baseAddress, Int(size))), Int(size)))
        }
    }

    package func setContents(of file: String, to bytes: [UInt8]) {
        unsafe bytes.withUnsafeBytes { unsafe sim_disk_put(pointer, file, $0.baseAddress, $0.count) }
    }

    /// Depends on every name and byte that a reader sees.
    package var digest: UInt64 { unsafe sim_disk_digest(pointer) }

    package func image() -> DiskImage { unsafe DiskImage(sim_disk_snapshot(pointer)) }

    /// The disk holds what the image holds and nothing else; open files die. The image may come from another disk.
    package func restore(_ image: DiskImage) { unsafe sim_disk_restore(pointer, image.pointer) }
}
