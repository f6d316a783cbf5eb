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

/// Seals batches of one gateway to one key of the collector. Nobody but the collector can open them, this gateway included.
///
/// A key agreement costs two multiplications on Curve25519, so batches share one: HPKE's secret export makes a key of it, and a batch's
/// sequence is the nonce. Each batch carries the encapsulated key, so that it can be opened alone, in any order, and twice. Invariant:
/// within an agreement, epochs are one and sequences rise, so that no nonce comes twice.
package struct BatchSealer: ~Copyable, Sendable {
    package enum Limit {
        /// Half an hour of two batches a second; then the key is gone from memory, and with it the way to read them.
        package static let batchesMax = 4096
    }

    private struct Agreement {
        let epoch: UInt64
        let encapsulatedKey: [UInt8]
        let key: SymmetricKey
        var sequence: UInt64
        var batches = 0

        func covers(epoch: UInt64, sequence: UInt64) -> Bool {
            self.epoch == epoch && self.sequence < sequence && batches < Limit.batchesMax
        }
    }

    package let gateway: GatewayID
    package let key: CollectorKey
    package let suite: SealingSuite
    private var agreement: Agreement?

    package init(gateway: GatewayID, key: CollectorKey, suite: SealingSuite = .chaCha20Poly1305) {
        self.gateway = gateway
        self.key = key
        self.suite = suite
    }

    /// Seals an encoded batch; `epoch` and `sequence` have to be the batch's own, or the collector refuses it.
    package mutating func seal(_ encoded: [UInt8], epoch: UInt64, sequence: UInt64) throws(SealingError) -> [UInt8] {
        guard encoded.count <= BatchLimit.bytesMax else { throw .tooLong(bytes: encoded.count, max: BatchLimit.bytesMax) }
        let header = SealedBatch.Header(suite: suite, key: key.id, epoch: epoch, sequence: sequence)
        do {
            var agreement =
                if let agreement, agreement.covers(epoch: epoch, sequence: sequence) { agreement } else {
                    try agree(epoch: epoch)
                }
            agreement.sequence = sequence
            agreement.batches += 1
            // Before it is used: whatever happens, the nonce is spent.
            self.agreement = agreement
            let ciphertext = try suite.seal(
                encoded, with: agreement.key, sequence: sequence, authenticating: header.associatedData(of: gateway))
            return SealedBatch(header: header, encapsulatedKey: agreement.encapsulatedKey, ciphertext: ciphertext).encoded()
        } catch {
            throw .library("\(error)")
        }
    }

    package mutating func seal(_ batch: Batch) throws(SealingError) -> [UInt8] {
        try seal(batch.encoded(), epoch: batch.epoch, sequence: batch.sequence)
    }

    private func agree(epoch: UInt64) throws -> Agreement {
        let sender = try HPKE.Sender(
            recipientKey: try Curve25519.KeyAgreement.PublicKey(rawRepresentation: key.sealing), ciphersuite: suite.ciphersuite,
            info: SealingSuite.purpose)
        let key = try sender.exportSecret(context: SealingSuite.exportContext, outputByteCount: suite.keyByteCount)
        return Agreement(epoch: epoch, encapsulatedKey: [UInt8](sender.encapsulatedKey), key: key, sequence: 0)
    }
}
