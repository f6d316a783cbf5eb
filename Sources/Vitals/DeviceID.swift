// What measured a value: most devices have a Bluetooth address, those of apps and files have what the app calls them.

/// A device as observations name it.
package enum DeviceID: Hashable, Sendable {
    case bluetooth(DeviceAddress)
    case named(DeviceName)

    package var address: DeviceAddress? {
        if case .bluetooth(let address) = self { address } else { nil }
    }
}

extension DeviceID: CustomStringConvertible {
    package var description: String {
        switch self {
        case .bluetooth(let address): address.description
        case .named(let name): name.text
        }
    }
}

/// An address as its number, a name as its text.
extension DeviceID: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let name = try? container.decode(String.self) {
            self = .named(try DeviceName(name))
        } else {
            self = .bluetooth(try container.decode(DeviceAddress.self))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .bluetooth(let address): try container.encode(address)
        case .named(let name): try container.encode(name.text)
        }
    }
}

/// Why a text cannot name a device.
package enum DeviceNameError: Error, Hashable {
    case empty
    case tooLong(length: Int, max: Int)
    case unprintable
}

/// What an app calls a device: `Anna’s Apple Watch`.
package struct DeviceName: Hashable, Sendable {
    package let text: String

    /// In UTF-8. Names of health stores are below 60.
    package static let lengthMax = 128

    package init(_ text: some StringProtocol) throws(DeviceNameError) {
        guard !text.isEmpty else { throw .empty }
        guard text.utf8.count <= Self.lengthMax else { throw .tooLong(length: text.utf8.count, max: Self.lengthMax) }
        guard text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F }) else { throw .unprintable }
        self.text = String(text)
    }
}
