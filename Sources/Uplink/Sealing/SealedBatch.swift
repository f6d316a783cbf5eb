// What lies in the outbox and travels: a batch that only the collector can read, behind a header that anybody can.
// The layout is in README.md, for other languages.

import Vitals

package enum SealedBatchLimit {
    /// Version and suite 1, key id 4, epoch 8, sequence 8, encapsulated key 32, tag 16.
    package static let overheadBytes = SealedBatch.Header.byteCount + SealedBatch.encapsulatedKeyBytes + SealedBatch.tagBytes
    package static let bytesMax = BatchLimit.bytesMax + overheadBytes
}

/// Why bytes are not a sealed batch.
package enum SealedBatchError: Error, Hashable {
    case tooLong(bytes: Int, max: Int)
    case tooShort(bytes: Int, min: Int)
    /// A first byte that no known suite has.
    case suite(UInt8)
    case missing(String)
    /// A point of small order: whatever follows is hidden from nobody. RFC 9180, §7.1.4.
    case weakEncapsulatedKey
}

/// A sealed batch as it is written; whether it can be opened is another question.
package struct SealedBatch: Hashable, Sendable {
    /// What can be read without a key. It is authenticated together with the gateway's id.
    package struct Header: Hashable, Sendable {
        package let suite: SealingSuite
        package let key: KeyID
        package let epoch: UInt64
        package let sequence: UInt64

        static let byteCount = 21

        func encoded() -> [UInt8] {
            [suite.firstByte] + key.rawValue.bigEndianBytes + epoch.bigEndianBytes + sequence.bigEndianBytes
        }

        /// The header has a fixed length, so that the gateway's id needs no mark where it begins.
        func associatedData(of gateway: GatewayID) -> [UInt8] { encoded() + gateway.text.utf8 }
    }

    package let header: Header
    let encapsulatedKey: [UInt8]
    /// With its tag.
    let ciphertext: [UInt8]

    /// X25519.
    static let encapsulatedKeyBytes = 32
    /// Of both ciphers.
    static let tagBytes = 16

    package var suite: SealingSuite { header.suite }
    package var key: KeyID { header.key }

    init(header: Header, encapsulatedKey: [UInt8], ciphertext: [UInt8]) {
        self.header = header
        self.encapsulatedKey = encapsulatedKey
        self.ciphertext = ciphertext
    }

    /// Whether a payload is a sealed batch rather than a plain one; its first byte tells.
    package static func isSealed(_ payload: [UInt8]) -> Bool {
        payload.first.map(SealingSuite.isMarked) ?? false
    }

    package func encoded() -> [UInt8] { header.encoded() + encapsulatedKey + ciphertext }

    package init(decoding bytes: [UInt8]) throws(SealedBatchError) {
        guard bytes.count <= SealedBatchLimit.bytesMax else { throw .tooLong(bytes: bytes.count, max: SealedBatchLimit.bytesMax) }
        guard bytes.count >= SealedBatchLimit.overheadBytes else {
            throw .tooShort(bytes: bytes.count, min: SealedBatchLimit.overheadBytes)
        }
        var fields = FixedFields(bytes)
        let first = fields.integer(UInt8.self)
        guard let suite = SealingSuite(firstByte: first) else { throw .suite(first) }
        let header = Header(
            suite: suite, key: KeyID(rawValue: fields.integer(UInt32.self)), epoch: fields.integer(UInt64.self),
            sequence: fields.integer(UInt64.self))
        guard header.epoch != 0 else { throw .missing("epoch") }
        guard header.sequence != 0, header.sequence <= UInt64(Int64.max) else { throw .missing("sequence") }
        let encapsulatedKey = fields.bytes(Self.encapsulatedKeyBytes)
        guard !WeakPoint.contains(encapsulatedKey) else { throw .weakEncapsulatedKey }
        self.init(header: header, encapsulatedKey: encapsulatedKey, ciphertext: fields.remainder())
    }
}
