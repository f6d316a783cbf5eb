// How long sealing and opening a batch take, beside the least that HPKE could do: its key agreement alone.

import Crypto
import FoundationEssentials
import Uplink
import Vitals

@main
enum SealingBenchmark {
    /// The best of several runs: what other programs on the machine add is no property of the code.
    private static let runs = 5

    static func main() throws {
        let gateway = try GatewayID("benchmark")
        let secret = CollectorSecret()
        let opener = BatchOpener([secret])
        let peer = Curve25519.KeyAgreement.PrivateKey()
        // A sender makes an ephemeral key and agrees; a recipient agrees.
        let sealLimit = try microseconds(rounds: 500) {
            _ = try Curve25519.KeyAgreement.PrivateKey().sharedSecretFromKeyAgreement(with: peer.publicKey)
        }
        let openLimit = try microseconds(rounds: 500) { _ = try peer.sharedSecretFromKeyAgreement(with: peer.publicKey) }
        for (straps, seconds) in [(1, 1), (10, 1), (10, 400)] {
            let batch = try batch(straps: straps, seconds: seconds)
            let plain = batch.encoded()
            for suite in SealingSuite.allCases {
                let sealer = BatchSealer(gateway: gateway, key: secret.key, suite: suite)
                let sealed = try sealer.seal(batch)
                let rounds = plain.count > 10_000 ? 50 : 500
                let seal = try microseconds(rounds: rounds) {
                    _ = try sealer.seal(plain, epoch: batch.epoch, sequence: batch.sequence)
                }
                line("seal, \(suite), \(batch.frames.count) frames", plain.count, seal, limit: sealLimit)
                // With what opening includes: decoding the batch inside.
                let open = try microseconds(rounds: rounds) { _ = try opener.open(sealed, from: gateway) }
                line("open, \(suite), \(batch.frames.count) frames", plain.count, open, limit: openLimit)
            }
        }
    }

    private static func batch(straps: Int, seconds: Int) throws -> Batch {
        let start = Instant(sinceBoot: .seconds(86_400))
        var frames: [Frame] = []
        for second in 0..<seconds {
            for strap in 1...straps {
                guard let device = DeviceAddress(rawValue: UInt64(strap) | 0xC000_0000_0000 | 1 << 48) else { continue }
                frames.append(
                    Frame(
                        device: device, characteristic: BluetoothUUID(short: 0x2A37), origin: .notification,
                        arrival: start + .milliseconds(second * 1000 + strap * 10), value: [0x16, 72, 0x0A, 0x03]))
            }
        }
        let anchor = ClockAnchor(boot: 1, instant: start, wall: Timestamp(milliseconds: 1_795_419_900_000), isSynchronized: true)
        return Batch(epoch: .max, sequence: 100_000, anchor: anchor, isSimulated: true, frames: frames)
    }

    private static func microseconds(rounds: Int, _ body: () throws -> Void) throws -> Double {
        var best = Double.infinity
        for _ in 0..<runs {
            let time = try ContinuousClock().measure { for _ in 0..<rounds { try body() } }
            best = min(best, time.inSeconds * 1e6 / Double(rounds))
        }
        return best
    }

    private static func line(_ name: String, _ bytes: Int, _ cost: Double, limit: Double) {
        func rounded(_ value: Double) -> Double { (value * 10).rounded() / 10 }
        print(
            "{\"name\":\"sealing\",\"of\":\"\(name)\",\"bytes\":\(bytes),\"value\":\(rounded(cost)),\"unit\":\"us\","
                + "\"per_second\":\(Int(1e6 / cost)),\"limit\":\(rounded(limit)),\"ratio\":\(rounded(cost / limit))}")
    }
}
