// What a gateway answers to a command: JSON, on …/reply.

package import Vitals

/// One or more `running`, then `done` or `failed`.
package struct CommandReply: Hashable, Sendable, Codable {
    package enum State: String, Hashable, Sendable, Codable {
        case running, done, failed
    }

    /// What a person at the device has to say, before pairing goes on.
    package enum Question: String, Hashable, Sendable, Codable {
        /// Which six digits the device shows.
        case passkey
        /// Whether the device shows the six digits of `passkey`.
        case confirmation
    }

    package var state: State
    /// A sentence for people.
    package var message: String
    package var question: Question?
    package var passkey: UInt32?
    /// What a scan heard.
    package var devices: [FoundDevice]?

    package init(
        _ state: State, _ message: String, question: Question? = nil, passkey: UInt32? = nil, devices: [FoundDevice]? = nil
    ) {
        self.state = state
        self.message = message
        self.question = question
        self.passkey = passkey
        self.devices = devices
    }
}

/// A device that a gateway has heard.
package struct FoundDevice: Hashable, Sendable, Codable {
    package enum AddressType: String, Hashable, Sendable, Codable {
        case known = "public"
        case random
    }

    package let address: String
    package let addressType: AddressType
    package let name: String?
    /// In dBm.
    package let signalStrength: Int?
    /// UUIDs; `serviceNames` has the names of those that are known.
    package let services: [String]
    package let serviceNames: [String]
    package let isPaired: Bool
    package let isConnected: Bool

    package init(
        address: DeviceAddress, name: String?, signalStrength: Int?, services: [String], serviceNames: [String], isPaired: Bool,
        isConnected: Bool
    ) {
        self.address = address.description
        addressType = address.isRandom ? .random : .known
        self.name = name
        self.signalStrength = signalStrength
        self.services = services
        self.serviceNames = serviceNames
        self.isPaired = isPaired
        self.isConnected = isConnected
    }

    package enum CodingKeys: String, CodingKey {
        case address, name, services
        case addressType = "address_type"
        case signalStrength = "rssi_dbm"
        case serviceNames = "service_names"
        case isPaired = "is_paired"
        case isConnected = "is_connected"
    }
}

extension FoundDevice: CustomStringConvertible {
    /// A line for people.
    package var description: String {
        let strength = signalStrength.map { "\($0) dBm" } ?? "not heard"
        return "\(address)  \(strength)  \(name ?? "(no name)")  \(serviceNames.joined(separator: ", "))\(isPaired ? "  paired" : "")"
            .printable
    }
}
