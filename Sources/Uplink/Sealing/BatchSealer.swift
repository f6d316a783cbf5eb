// The gateway's side: at commit, before a batch touches the disk.

import Crypto
import FoundationEssentials
package import Vitals

/// Why a batch was not sealed.
package enum SealingError: Error, Hashable {
    case tooLong(bytes: Int, max: Int)
    /// The library's own words; with a key that was checked it has no reason to.
    case library(String)
}

/// Seals batches of one gateway to one key of the collector. The gateway itself cannot open them again.
///
/// Each batch has an ephemeral key of its own, so that it can be opened alone, in any order, and twice; that costs two multiplications
/// on Curve25519. A batch is sealed once and sent as it is however often: sealed again it would be other bytes.
package struct BatchSealer: Hashable, Sendable {
    package let gateway: GatewayID
    package let key: CollectorKey
    package let suite: SealingSuite

    package init(gateway: GatewayID, key: CollectorKey, suite: SealingSuite = .chaCha20Poly1305) {
        self.gateway = gateway
        self.key = key
        self.suite = suite
    }

    /// Seals an encoded batch; `epoch` and `sequence` have to be the batch's own, or the collector refuses it.
    package func seal(_ encoded: [UInt8], epoch: UInt64, sequence: UInt64) throws(SealingError) -> [UInt8] {
        guard encoded.count <= BatchLimit.bytesMax else { throw .tooLong(bytes: encoded.count, max: BatchLimit.bytesMax) }
        let header = SealedBatch.Header(suite: suite, key: key.id, epoch: epoch, sequence: sequence)
        do {
            var sender = try HPKE.Sender(
                recipientKey: try Curve25519.KeyAgreement.PublicKey(rawRepresentation: key.sealing), ciphersuite: suite.ciphersuite,
                info: SealingSuite.purpose)
            let ciphertext = try sender.seal(encoded, authenticating: header.associatedData(of: gateway))
            return SealedBatch(header: header, encapsulatedKey: [UInt8](sender.encapsulatedKey), ciphertext: [UInt8](ciphertext)).encoded()
        } catch {
            throw .library("\(error)")
        }
    }

    package func seal(_ batch: Batch) throws(SealingError) -> [UInt8] {
        try seal(batch.encoded(), epoch: batch.epoch, sequence: batch.sequence)
    }
}
