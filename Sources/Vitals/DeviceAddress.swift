// A device is known by its Bluetooth identity address wherever it is named: in frames, in messages, in settings.

/// A Bluetooth device address and whether it is a public or a random static one.
///
/// Written as six hexadecimal octets, most significant first: `C0:00:00:00:00:01`. Source: Core Specification 5.4, Vol 6, Part B, §1.3.
package struct DeviceAddress: Hashable, Sendable {
    /// The 48 bits of the address; bit 48 is set for a random address. The form that the uplink carries.
    package let rawValue: UInt64

    private static let randomBit: UInt64 = 1 << 48
    private static let octetCount = 6

    /// Fails when a bit above the 48 of the address and the one of its type is set.
    package init?(rawValue: UInt64) {
        guard rawValue < Self.randomBit << 1 else { return nil }
        self.rawValue = rawValue
    }

    /// Reads six octets separated by `:` or `-`, in either case.
    package init?(_ text: some StringProtocol, isRandom: Bool = false) {
        let octets = text.split(omittingEmptySubsequences: false) { $0 == ":" || $0 == "-" }
        guard octets.count == Self.octetCount else { return nil }
        var address: UInt64 = 0
        for octet in octets {
            guard octet.utf8.count == 2, octet.allSatisfy(\.isHexDigit), let value = UInt8(octet, radix: 16) else { return nil }
            address = address << 8 | UInt64(value)
        }
        rawValue = address | (isRandom ? Self.randomBit : 0)
    }

    package var isRandom: Bool { rawValue & Self.randomBit != 0 }

    /// The same octets whatever the type: what a person types and reads.
    package var octets: UInt64 { rawValue & (Self.randomBit - 1) }
}

extension DeviceAddress: CustomStringConvertible {
    package var description: String {
        stride(from: 40, through: 0, by: -8).map { (octets >> UInt64($0) & 0xFF).padded(2, radix: 16).uppercased() }.joined(separator: ":")
    }
}
