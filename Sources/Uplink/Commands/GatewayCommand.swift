// What a collector can ask a gateway to do: JSON inside of a signed command.

package import Vitals

package enum GatewayCommand: Hashable, Sendable {
    /// Lists the devices nearby; `all`: those without a known health service too.
    case scan(seconds: Int, all: Bool)
    /// Pairs with a device and keeps it.
    case pair(DeviceAddress)
    /// The answer to what `CommandReply.question` asked; without a passkey: no.
    case answer(passkey: UInt32?)
    /// Ends the link, removes the pairing, and keeps the device no longer.
    case forget(DeviceAddress)
    /// Settings by variable, which then win over those of the gateway's file; an empty value goes back to that. The gateway restarts.
    case configure([String: String])
}

extension GatewayCommand: Codable {
    package static let scanSeconds = 1...300
    package static let passkeyMax: UInt32 = 999_999

    private enum Name: String, Codable {
        case scan, pair, answer, forget, configure
    }

    private enum CodingKeys: String, CodingKey {
        case command, seconds, all, address, passkey, settings
    }

    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        func wrong(_ key: CodingKeys, _ expected: String) -> DecodingError {
            .dataCorruptedError(forKey: key, in: fields, debugDescription: "\(key.rawValue) has to be \(expected)")
        }
        func address() throws -> DeviceAddress {
            guard let address = DeviceAddress(try fields.decode(String.self, forKey: .address)) else {
                throw wrong(.address, "an address such as C0:00:00:00:00:01")
            }
            return address
        }
        switch try fields.decode(Name.self, forKey: .command) {
        case .scan:
            let seconds = try fields.decodeIfPresent(Int.self, forKey: .seconds) ?? 10
            guard Self.scanSeconds.contains(seconds) else { throw wrong(.seconds, "from 1 to 300") }
            self = .scan(seconds: seconds, all: try fields.decodeIfPresent(Bool.self, forKey: .all) ?? false)
        case .pair: self = .pair(try address())
        case .answer:
            let passkey = try fields.decodeIfPresent(UInt32.self, forKey: .passkey)
            guard passkey ?? 0 <= Self.passkeyMax else { throw wrong(.passkey, "of six digits") }
            self = .answer(passkey: passkey)
        case .forget: self = .forget(try address())
        case .configure: self = .configure(try fields.decode([String: String].self, forKey: .settings))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .scan(let seconds, let all):
            try fields.encode(Name.scan, forKey: .command)
            try fields.encode(seconds, forKey: .seconds)
            try fields.encode(all, forKey: .all)
        case .pair(let address):
            try fields.encode(Name.pair, forKey: .command)
            try fields.encode(address.description, forKey: .address)
        case .answer(let passkey):
            try fields.encode(Name.answer, forKey: .command)
            try fields.encodeIfPresent(passkey, forKey: .passkey)
        case .forget(let address):
            try fields.encode(Name.forget, forKey: .command)
            try fields.encode(address.description, forKey: .address)
        case .configure(let settings):
            try fields.encode(Name.configure, forKey: .command)
            try fields.encode(settings, forKey: .settings)
        }
    }
}
