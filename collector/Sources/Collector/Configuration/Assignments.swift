// Who wears what, as far as the settings say it.

package import Vitals

/// Why a text assigns nothing.
package enum AssignmentError: Error, Hashable {
    case notAnAssignment(String)
    case address(String)
    case person(String)
    case twice(String)
}

/// Devices and the people who wear them; a device that nobody is named for has a person of its own.
package struct Assignments: Hashable, Sendable {
    private var byDevice: [UInt64: PersonID] = [:]

    package init() {}

    /// Reads `C0:00:00:00:00:01=anna,C0:00:00:00:00:02=ben`.
    package init(_ text: some StringProtocol) throws(AssignmentError) {
        for part in text.split(separator: ",") {
            let sides = part.split(separator: "=", omittingEmptySubsequences: false).map { side in String(side.filter { $0 != " " }) }
            guard sides.count == 2 else { throw .notAnAssignment(String(part)) }
            guard let device = DeviceAddress(sides[0]) else { throw .address(sides[0]) }
            guard let person = try? PersonID(sides[1]) else { throw .person(sides[1]) }
            guard byDevice.updateValue(person, forKey: device.octets) == nil else { throw .twice(sides[0]) }
        }
    }

    /// Everybody who has a device.
    package var people: Set<PersonID> { Set(byDevice.values) }

    /// In the order of the addresses. People write addresses without saying whether they are public or random.
    package var entries: [(device: DeviceAddress, person: PersonID)] {
        byDevice.sorted { $0.key < $1.key }.compactMap { octets, person in DeviceAddress(rawValue: octets).map { ($0, person) } }
    }
}
