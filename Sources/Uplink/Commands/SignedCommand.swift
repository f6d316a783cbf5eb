// Who may tell a gateway what to do: the collector, not whoever may publish on the broker. The layout is in README.md.

import Crypto
package import Vitals

package enum CommandLimit {
    /// Version 1, key 4, instance 8, serial 8, signature 64.
    package static let headerBytes = 85
    /// A few settings, each a line.
    package static let bytesMax = 16 * 1024
}

/// Why a gateway does not do what a message asks for.
package enum CommandRefusal: Error, Hashable {
    case length(bytes: Int, min: Int, max: Int)
    case version(UInt8)
    /// The gateway was not told whose commands to believe.
    case noKey
    case signer(KeyID, newest: KeyID)
    /// Damaged, or signed for another gateway.
    case signature(KeyID)
    /// For a process of this gateway that has ended.
    case instance
    /// Not larger than that of a command before: somebody sends an old one again.
    case repeated
}

/// A command's JSON for one process of one gateway, signed by the collector's newest key.
package struct SignedCommand: Hashable, Sendable {
    private static let version: UInt8 = 1

    let key: KeyID
    package let instance: UInt64
    /// Grows with each command: the sender's milliseconds since 1970 do.
    package let serial: UInt64
    let signature: [UInt8]
    package let content: [UInt8]

    package func encoded() -> [UInt8] {
        Self.header(key: key, instance: instance, serial: serial) + signature + content
    }

    package init(decoding bytes: [UInt8]) throws(CommandRefusal) {
        guard (CommandLimit.headerBytes...CommandLimit.bytesMax).contains(bytes.count) else {
            throw .length(bytes: bytes.count, min: CommandLimit.headerBytes, max: CommandLimit.bytesMax)
        }
        var fields = FixedFields(bytes)
        let version = fields.integer(UInt8.self)
        guard version == Self.version else { throw .version(version) }
        self.init(
            key: KeyID(rawValue: fields.integer(UInt32.self)), instance: fields.integer(UInt64.self), serial: fields.integer(UInt64.self),
            signature: fields.bytes(64), content: fields.remainder())
    }

    fileprivate init(key: KeyID, instance: UInt64, serial: UInt64, signature: [UInt8], content: [UInt8]) {
        self.key = key
        self.instance = instance
        self.serial = serial
        self.signature = signature
        self.content = content
    }

    private static func header(key: KeyID, instance: UInt64, serial: UInt64) -> [UInt8] {
        [version] + key.rawValue.bigEndianBytes + instance.bigEndianBytes + serial.bigEndianBytes
    }

    /// What Ed25519 signs: a signature made for this purpose and gateway is good for no other.
    fileprivate static func signedBytes(
        for gateway: GatewayID, key: KeyID, instance: UInt64, serial: UInt64, content: [UInt8]
    ) -> [UInt8] {
        let name = Array(gateway.text.utf8)
        return Array("vitalflow uplink v1 command".utf8) + [UInt8(name.count)] + name
            + header(key: key, instance: instance, serial: serial) + content
    }

    fileprivate func signedBytes(for gateway: GatewayID) -> [UInt8] {
        Self.signedBytes(for: gateway, key: key, instance: instance, serial: serial, content: content)
    }
}

extension CollectorSecret {
    /// Signs a command for one process of a gateway.
    package func signing(command content: [UInt8], for gateway: GatewayID, instance: UInt64, serial: UInt64) -> SignedCommand {
        SignedCommand(
            key: key.id, instance: instance, serial: serial,
            signature: signature(
                of: SignedCommand.signedBytes(for: gateway, key: key.id, instance: instance, serial: serial, content: content)),
            content: content)
    }
}

/// Decides at the gateway which commands are the collector's. Pure.
package struct CommandGuard: Hashable, Sendable {
    package let gateway: GatewayID
    /// As this process says it in its `Hello` and its status.
    package let instance: UInt64
    private var serial: UInt64 = 0

    package init(gateway: GatewayID, instance: UInt64) {
        self.gateway = gateway
        self.instance = instance
    }

    /// The command's JSON; each command counts once. `key` is the newest that the gateway knows.
    package mutating func open(_ payload: [UInt8], trusting key: CollectorKey?) throws(CommandRefusal) -> [UInt8] {
        let command = try SignedCommand(decoding: payload)
        guard let key else { throw .noKey }
        guard command.key == key.id else { throw .signer(command.key, newest: key.id) }
        guard key.signed(command.signedBytes(for: gateway), command.signature) else { throw .signature(key.id) }
        guard command.instance == instance else { throw .instance }
        guard command.serial > serial else { throw .repeated }
        serial = command.serial
        return command.content
    }
}

extension CommandRefusal: CustomStringConvertible {
    package var description: String {
        switch self {
        case .length(let bytes, let min, let max): "a command has \(min) to \(max) bytes, not \(bytes)"
        case .version(let version): "this gateway knows no commands of version \(version): update it"
        case .noKey: "this gateway has no collector's key: set VITALFLOW_COLLECTOR_KEY to what vitalflow-collector key show prints"
        case .signer(let key, let newest): "the command is signed with key \(key), and this gateway's newest is \(newest)"
        case .signature(let key): "the signature is not that of key \(key)"
        case .instance: "the gateway has started anew meanwhile: send the command again"
        case .repeated: "the command was sent before"
        }
    }
}
