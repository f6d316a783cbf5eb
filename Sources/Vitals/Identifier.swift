// Gateways and people are named by whoever sets VitalFlow up; the same names stand in topics, URLs and tables.

/// Why a text cannot name a gateway or a person.
package enum IdentifierError: Error, Hashable {
    case empty
    case tooLong(length: Int, max: Int)
    /// Letters, digits, `-`, `_` and `.` are allowed: the rest has a meaning in MQTT topics or URLs.
    case character(Character)
}

/// A name that is safe as one level of an MQTT topic and one segment of a URL.
package struct Identifier<Named>: Hashable, Sendable {
    package let text: String

    /// 64 characters: room for a UUID or a host name, short enough for every message to carry.
    package static var lengthMax: Int { 64 }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."): true
        default: false
        }
    }

    package init(_ text: some StringProtocol) throws(IdentifierError) {
        guard !text.isEmpty else { throw .empty }
        let length = text.utf8.count
        guard length <= Self.lengthMax else { throw .tooLong(length: length, max: Self.lengthMax) }
        guard text.utf8.allSatisfy(Self.isAllowed) else {
            // Slow, and only for who has to read it.
            throw .character(text.first { !$0.utf8.allSatisfy(Self.isAllowed) } ?? " ")
        }
        self.text = String(text)
    }
}

extension Identifier: CustomStringConvertible {
    package var description: String { text }
}

extension Identifier: Comparable {
    package static func < (one: Self, other: Self) -> Bool { one.text < other.text }
}

package enum Gateway {}
package enum Person {}

/// The stable name of a Linux box that runs `vitalflow-edge`.
package typealias GatewayID = Identifier<Gateway>
/// The name of who wears a device; a pseudonym will do.
package typealias PersonID = Identifier<Person>

extension Identifier<Person> {
    /// Stands in for the wearer of a device that is assigned to nobody, so that its values are kept and can be found.
    package init(unassigned device: DeviceAddress) {
        text = "device-" + device.description.lowercased().filter { $0 != ":" }
    }
}
