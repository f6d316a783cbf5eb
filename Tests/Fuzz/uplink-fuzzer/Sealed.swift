// Sealed batches, signed commands and announcements of keys, as anybody who reaches the broker could send them.

import FoundationEssentials
import Uplink
import Vitals

enum Sealed {
    private static let secret = CollectorSecret()
    private static let gateway = try? GatewayID("fuzzer")

    static func run(_ input: [UInt8]) {
        var opener = BatchOpener([secret])
        if let sealed = try? SealedBatch(decoding: input) {
            precondition(SealedBatch.isSealed(input) && sealed.encoded() == input, "a sealed batch that changes")
            precondition((try? Batch(decoding: input)) == nil, "a sealed batch that is a plain one too")
            // With the key's own id, so that the input gets as far as the cipher.
            let known = input.prefix(1) + opener.keys.flatMap { id in (0..<4).reversed().map { UInt8(id.rawValue >> ($0 * 8) & 0xFF) } }
            precondition(
                gateway.flatMap { try? opener.open(Array(known + input.dropFirst(5)), from: $0) } == nil, "made-up bytes that open")
        }
        if let list = try? KeyAnnouncement.list(decoding: input) {
            precondition(KeyAnnouncement.payload(list) == input, "announcements that change")
            var ring = KeyRing(trusting: secret.key)
            precondition(ring.learn(list).accepted.isEmpty, "a forged announcement that is believed")
        }
        if let command = try? SignedCommand(decoding: input), let gateway {
            precondition(command.encoded() == input, "a command that changes")
            var commands = CommandGuard(gateway: gateway, instance: command.instance)
            precondition((try? commands.open(input, trusting: secret.key)) == nil, "a command that nobody signed")
        }
        _ = try? JSONDecoder().decode(GatewayCommand.self, from: Data(input))
        let text = String(decoding: input, as: UTF8.self)
        if let key = try? CollectorKey(text) { precondition(key.text == text, "a key that changes") }
        if let announcement = try? KeyAnnouncement(text) { precondition(announcement.text == text, "an announcement that changes") }
    }
}
