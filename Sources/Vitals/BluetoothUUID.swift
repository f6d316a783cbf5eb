// Services and characteristics are named by UUIDs, most of them in a 16-bit short form; frames carry them.

/// A UUID as Bluetooth uses it: 128 bits, or a 16- or 32-bit short form of the Bluetooth base UUID.
///
/// Source: Core Specification 5.4, Vol 3, Part B, §2.5.1.
package struct BluetoothUUID: Hashable, Sendable {
    package let value: UInt128

    /// `00000000-0000-1000-8000-00805F9B34FB`
    private static let base: UInt128 = 0x0000_1000_8000_0080_5F9B_34FB
    private static let shortShift: UInt128 = 96

    package init(_ value: UInt128) {
        self.value = value
    }

    package init(short: UInt16) {
        value = UInt128(short) << Self.shortShift | Self.base
    }

    /// The 16-bit form, if it has one.
    package var short: UInt16? {
        guard value & ((1 << Self.shortShift) - 1) == Self.base else { return nil }
        return UInt16(exactly: value >> Self.shortShift)
    }

    /// Reads `2a37`, `0x2A37`, a 32-bit short form or the full form with hyphens.
    package init?(_ text: some StringProtocol) {
        var digits = text.lowercased()
        if digits.hasPrefix("0x") { digits.removeFirst(2) }
        let hex = digits.filter { $0 != "-" }
        guard hex.allSatisfy(\.isHexDigit), let number = UInt128(hex, radix: 16) else { return nil }
        switch (digits.count, hex.count) {
        case (4, 4), (8, 8): value = number << Self.shortShift | Self.base
        case (36, 32), (32, 32): value = number
        default: return nil
        }
    }
}

extension BluetoothUUID: CustomStringConvertible {
    /// `2a37` where there is a 16-bit form, the full lower-case form elsewhere.
    package var description: String {
        let full = value.padded(32, radix: 16)
        guard short == nil else { return String(full.dropFirst(4).prefix(4)) }
        var parts: [Substring] = []
        var rest = full[...]
        for length in [8, 4, 4, 4, 12] {
            parts.append(rest.prefix(length))
            rest = rest.dropFirst(length)
        }
        return parts.joined(separator: "-")
    }
}
