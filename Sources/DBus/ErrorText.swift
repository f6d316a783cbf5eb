// The system's words for an errno.

import Glibc

enum ErrorText {
    /// 256 bytes: glibc's longest message has fewer than 60.
    private static let lengthMax = 256

    static func of(_ code: Int32) -> String {
        var buffer = [CChar](repeating: 0, count: lengthMax)
        _ = unsafe strerror_r(code, &buffer, buffer.count)
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
