// Why bytes are not a value of their characteristic.

package enum DecodingError: Error, Hashable, Sendable {
    /// A field needs more bytes than the value still has.
    case truncated(at: Int, needs: Int, has: Int)
    /// Bytes are left after the last field.
    case trailing(at: Int, has: Int)
    /// A field holds a value that its specification does not allow.
    case outOfRange(at: Int, value: Int, allowed: ClosedRange<Int>)
    /// A text is not UTF-8.
    case notUTF8(at: Int)
    /// The value was damaged on its way.
    case checksum(at: Int, computed: UInt16, found: UInt16)
}

extension DecodingError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .truncated(let at, let needs, let has): "truncated: the field at byte \(at) needs \(needs) bytes and \(has) are left"
        case .trailing(let at, let has): "\(has) bytes are left over after the last field, from byte \(at)"
        case .outOfRange(let at, let value, let allowed):
            "the field at byte \(at) is \(value); allowed are \(allowed.lowerBound) to \(allowed.upperBound)"
        case .notUTF8(let at): "the text at byte \(at) is not UTF-8"
        case .checksum(let at, let computed, let found):
            "the checksum at byte \(at) is 0x\(String(found, radix: 16)), and the bytes before it give 0x\(String(computed, radix: 16))"
        }
    }
}
