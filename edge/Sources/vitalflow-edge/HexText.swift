// Bytes as people write them.

enum HexText {
    /// Pairs of hexadecimal digits; spaces, colons and hyphens between them, and a leading `0x`, are allowed.
    static func bytes(_ text: String) -> [UInt8]? {
        var digits = text.lowercased().filter { !" :-\t".contains($0) }
        if digits.hasPrefix("0x") { digits.removeFirst(2) }
        guard digits.count.isMultiple(of: 2), digits.allSatisfy(\.isHexDigit), digits.utf8.count == digits.count else { return nil }
        var bytes: [UInt8] = []
        var rest = digits[...]
        while !rest.isEmpty {
            guard let byte = UInt8(rest.prefix(2), radix: 16) else { return nil }
            bytes.append(byte)
            rest = rest.dropFirst(2)
        }
        return bytes
    }
}
