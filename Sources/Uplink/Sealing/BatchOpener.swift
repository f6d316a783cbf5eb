// The collector's side: a batch is opened once, when it arrives.

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
    private let secrets: [KeyID: CollectorSecret]

    package init(_ secrets: some Sequence<CollectorSecret>) {
        self.secrets = Dictionary(secrets.map { ($0.key.id, $0) }) { first, _ in first }
    }

    package var keys: Set<KeyID> { Set(secrets.keys) }

    /// `gateway` is the one that the topic names.
    package func open(_ payload: [UInt8], from gateway: GatewayID) throws(OpeningError) -> OpenedBatch {
        let sealed: SealedBatch
        do { sealed = try SealedBatch(decoding: payload) } catch { throw .container(error) }
        guard let secret = secrets[sealed.key] else { throw .unknownKey(sealed.key) }
        guard let bytes = secret.open(sealed, from: gateway) else { throw .notAuthentic(sealed.key) }
        let batch: Batch
        do { batch = try Batch(decoding: bytes) } catch { throw .content(error) }
        guard batch.epoch == sealed.header.epoch, batch.sequence == sealed.header.sequence else {
            throw .headerDiffers(
                epoch: sealed.header.epoch, sequence: sealed.header.sequence, contentEpoch: batch.epoch, contentSequence: batch.sequence)
        }
        return OpenedBatch(key: sealed.key, bytes: bytes, batch: batch)
    }
}
