// Last night's backup, or the card that somebody put into another machine.

internal import CSimulatedDisk

/// All files of a disk as its readers saw them at one moment.
///
/// Sendable: the image is immutable after its creation.
@safe package final class DiskImage: @unchecked Sendable {
    let pointer: OpaquePointer

    init(_ pointer: OpaquePointer) { unsafe self.pointer = unsafe pointer }

    deinit { unsafe sim_image_free(pointer) }
}
