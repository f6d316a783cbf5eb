// Sealing and opening a batch, beside the cipher alone. Gateway and collector agree on a key every 4,096 batches: that apart.

import Crypto
import FoundationEssentials
import Uplink
import Vitals

enum Sealing {
    /// The best of several runs: what other programs on the machine add is no property of the code.
    private static let runs = 7
    private static let rounds = 1000

    static func measure() throws {
        let gateway = try GatewayID("benchmark")
        let secret = CollectorSecret()
        for framesOfBatch in [1, 5, 2048] {
            var rates = HeartRates(straps: 10)
            let frames = rates.next(framesOfBatch)
            for suite in SealingSuite.allCases {
                var sealer = BatchSealer(gateway: gateway, key: secret.key, suite: suite)
                let batch = Batch(epoch: 1, sequence: 1, anchor: rates.anchor, isSimulated: true, frames: frames)
                let plain = batch.encoded()
                var sequence: UInt64 = 1
                let seal = try microseconds {
                    sequence += 1
                    _ = try sealer.seal(plain, epoch: 1, sequence: sequence)
                }
                sequence += 1
                let sealed = try sealer.seal(
                    Batch(epoch: 1, sequence: sequence, anchor: rates.anchor, isSimulated: true, frames: frames))
                var opener = BatchOpener([secret])
                // With what opening includes: decoding the batch inside.
                let open = try microseconds { _ = try opener.open(sealed, from: gateway) }
                let cipher = try Self.cipher(suite, plain)
                let name = suite == .aes128GCM ? "AES-128-GCM" : "ChaCha20-Poly1305"
                Figure.print("seal \(framesOfBatch) frames \(name)", seal, "us", limit: cipher, "the cipher alone")
                Figure.print("open \(framesOfBatch) frames \(name)", open, "us", limit: cipher, "the cipher alone")
            }
        }
        let peer = Curve25519.KeyAgreement.PrivateKey()
        // A sender makes an ephemeral key and agrees; a recipient agrees.
        let limit = try microseconds { _ = try Curve25519.KeyAgreement.PrivateKey().sharedSecretFromKeyAgreement(with: peer.publicKey) }
        let agree = try microseconds {
            var sealer = BatchSealer(gateway: gateway, key: secret.key)
            _ = try sealer.seal([1], epoch: 1, sequence: 1)
        }
        Figure.print("agree", agree, "us", limit: limit, "X25519 alone: a fresh key and its agreement")
    }

    private static func cipher(_ suite: SealingSuite, _ plain: [UInt8]) throws -> Double {
        switch suite {
        case .aes128GCM:
            let key = SymmetricKey(size: .bits128)
            return try microseconds { _ = try AES.GCM.seal(plain, using: key) }
        case .chaCha20Poly1305:
            let key = SymmetricKey(size: .bits256)
            return try microseconds { _ = try ChaChaPoly.seal(plain, using: key) }
        }
    }

    static func microseconds(_ body: () throws -> Void) throws -> Double {
        var best = Double.infinity
        for _ in 0..<runs {
            let time = try ContinuousClock().measure { for _ in 0..<rounds { try body() } }
            best = min(best, time.inSeconds * 1e6 / Double(rounds))
        }
        return best
    }
}
