// What the kernel would have answered.

/// A POSIX error of a simulated file.
package struct SimulatedFileError: Error, Hashable {
    /// `EIO`, `ENOSPC`, `EROFS`, `ENOENT`, …
    package let errno: Int32

    package init(errno: Int32) { self.errno = errno }

    /// Takes a result of the C disk, which is negative for an error.
    @discardableResult
    static func check(_ result: Int64) throws(SimulatedFileError) -> Int {
        guard result >= 0 else { throw SimulatedFileError(errno: Int32(-result)) }
        return Int(result)
    }
}
