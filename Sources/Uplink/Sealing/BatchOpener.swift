// The collector's side: a batch is opened once, when it arrives.

import Crypto
package import Vitals

/// Why a sealed batch is not taken.
package enum OpeningError: Error, Hashable {
    case container(SealedBatchError)
    case unknownKey(KeyID)
    /// Damaged, made for another key with the same id, or sent under the name of another gateway: the tag does not tell which.
    case notAuthentic(KeyID)
    case content(BatchError)
    /// The header and the batch inside name different batches.
    case headerDiffers(epoch: UInt64, sequence: UInt64, contentEpoch: UInt64, contentSequence: UInt64)

    /// A key may yet come, from a backup; nothing else gets better.
    package var isRetryable: Bool {
        if case .unknownKey = self { true } else { false }
    }
}

/// What was inside.
package struct OpenedBatch: Hashable, Sendable {
    package let key: KeyID
    /// As the gateway encoded it: the bytes for the event log.
    package let bytes: [UInt8]
    package let batch: Batch
}

/// Opens batches that were sealed to any of the collector's keys.
package struct BatchOpener: Sendable {
    package enum Limit {
        /// A gateway agrees anew every 4,096 batches; of a thousand gateways the latest are remembered, some 200 kB.
        static let agreementsMax = 1024
    }

    private struct Agreement: Hashable {
        let key: KeyID
        let suite: SealingSuite
        let encapsulatedKey: [UInt8]
    }

    private let secrets: [KeyID: CollectorSecret]
    /// Those under which a batch was authentic: what somebody makes up leaves no trace.
    private var agreed: [Agreement: SymmetricKey] = [:]

    package init(_ secrets: some Sequence<CollectorSecret>) {
        self.secrets = Dictionary(secrets.map { ($0.key.id, $0) }) { first, _ in first }
    }

    package var keys: Set<KeyID> { Set(secrets.keys) }

    /// `gateway` is the one that the topic names.
    package mutating func open(_ payload: [UInt8], from gateway: GatewayID) throws(OpeningError) -> OpenedBatch {
        let sealed: SealedBatch
        do { sealed = try SealedBatch(decoding: payload) } catch { throw .container(error) }
        guard let secret = secrets[sealed.key] else { throw .unknownKey(sealed.key) }
        guard let bytes = open(sealed, with: secret, from: gateway) else { throw .notAuthentic(sealed.key) }
        let batch: Batch
        do { batch = try Batch(decoding: bytes) } catch { throw .content(error) }
        guard batch.epoch == sealed.header.epoch, batch.sequence == sealed.header.sequence else {
            throw .headerDiffers(
                epoch: sealed.header.epoch, sequence: sealed.header.sequence, contentEpoch: batch.epoch, contentSequence: batch.sequence)
        }
        return OpenedBatch(key: sealed.key, bytes: bytes, batch: batch)
    }
    /// `nil` when a bit of it, its header or its gateway is another.
    private mutating func open(_ sealed: SealedBatch, with secret: CollectorSecret, from gateway: GatewayID) -> [UInt8]? {
        let agreement = Agreement(key: sealed.key, suite: sealed.suite, encapsulatedKey: sealed.encapsulatedKey)
        let known = agreed[agreement]
        guard let key = known ?? secret.agreedKey(sealed.encapsulatedKey, suite: sealed.suite),
            let bytes = sealed.suite.open(
                sealed.ciphertext, with: key, sequence: sealed.header.sequence, authenticating: sealed.header.associatedData(of: gateway))
        else { return nil }
        if known == nil {
            // Then each costs one agreement more.
            if agreed.count >= Limit.agreementsMax { agreed.removeAll(keepingCapacity: true) }
            agreed[agreement] = key
        }
        return bytes
    }
}
