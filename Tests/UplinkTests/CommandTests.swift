import FoundationEssentials
import Testing
import Uplink
import Vitals

@Suite("Commands")
struct CommandTests {
    private let secret = CollectorSecret()
    private let ward: GatewayID
    private let content = Array(#"{"command":"scan"}"#.utf8)

    init() throws {
        ward = try GatewayID("ward")
    }

    private func signed(instance: UInt64 = 7, serial: UInt64 = 1) -> [UInt8] {
        secret.signing(command: content, for: ward, instance: instance, serial: serial).encoded()
    }

    @Test("One that the collector signed for this process of this gateway counts, once")
    func once() throws {
        var commands = CommandGuard(gateway: ward, instance: 7)
        #expect(try commands.open(signed(serial: 5), trusting: secret.key) == content)
        #expect(throws: CommandRefusal.repeated) { try commands.open(signed(serial: 5), trusting: secret.key) }
        #expect(throws: CommandRefusal.repeated) { try commands.open(signed(serial: 4), trusting: secret.key) }
        #expect(try commands.open(signed(serial: 6), trusting: secret.key) == content)
    }

    @Test("For another gateway, another process, by another key or without one it does not count, and takes no serial")
    func strangers() throws {
        var commands = CommandGuard(gateway: ward, instance: 7)
        var other = CommandGuard(gateway: try GatewayID("attic"), instance: 7)
        #expect(throws: CommandRefusal.signature(secret.key.id)) { try other.open(signed(), trusting: secret.key) }
        #expect(throws: CommandRefusal.instance) { try commands.open(signed(instance: 8, serial: 9), trusting: secret.key) }
        #expect(throws: CommandRefusal.noKey) { try commands.open(signed(), trusting: nil) }
        let stranger = CollectorSecret().key
        #expect(throws: CommandRefusal.signer(secret.key.id, newest: stranger.id)) { try commands.open(signed(), trusting: stranger) }
        #expect(try commands.open(signed(serial: 1), trusting: secret.key) == content)
    }

    @Test("A changed bit anywhere is found, and any length is refused or read without a trap")
    func damage() throws {
        let bytes = signed()
        for index in bytes.indices {
            var changed = bytes
            changed[index] ^= 1
            var commands = CommandGuard(gateway: ward, instance: 7)
            #expect(throws: CommandRefusal.self, "byte \(index)") { try commands.open(changed, trusting: secret.key) }
        }
        for count in 0..<bytes.count {
            var commands = CommandGuard(gateway: ward, instance: 7)
            #expect(throws: CommandRefusal.self) { try commands.open(Array(bytes.prefix(count)), trusting: secret.key) }
        }
        let long = [1] + [UInt8](repeating: 0, count: CommandLimit.bytesMax)
        #expect(throws: CommandRefusal.length(bytes: long.count, min: CommandLimit.headerBytes, max: CommandLimit.bytesMax)) {
            try SignedCommand(decoding: long)
        }
    }

    @Test("Each command is the JSON of the documentation and comes back as it was")
    func json() throws {
        let strap = try #require(DeviceAddress("C0:00:00:00:00:01"))
        let commands: [(GatewayCommand, String)] = [
            (.scan(seconds: 5, all: true), #"{"all":true,"command":"scan","seconds":5}"#),
            (.pair(strap), #"{"address":"C0:00:00:00:00:01","command":"pair"}"#),
            (.answer(passkey: 123), #"{"command":"answer","passkey":123}"#),
            (.answer(passkey: nil), #"{"command":"answer"}"#),
            (.forget(strap), #"{"address":"C0:00:00:00:00:01","command":"forget"}"#),
            (.configure(["VITALFLOW_LOG_LEVEL": "debug"]), #"{"command":"configure","settings":{"VITALFLOW_LOG_LEVEL":"debug"}}"#),
        ]
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        for (command, text) in commands {
            #expect(String(decoding: try encoder.encode(command), as: UTF8.self) == text)
            #expect(try JSONDecoder().decode(GatewayCommand.self, from: Data(text.utf8)) == command)
        }
        for wrong in [
            #"{"command":"reboot"}"#, #"{"command":"scan","seconds":301}"#, #"{"command":"pair","address":"C0"}"#, #"{"command":"pair"}"#,
            #"{"command":"answer","passkey":1000000}"#, #"{"command":"configure"}"#, "[]", "",
        ] {
            #expect(throws: DecodingError.self, "\(wrong)") { try JSONDecoder().decode(GatewayCommand.self, from: Data(wrong.utf8)) }
        }
    }
}
