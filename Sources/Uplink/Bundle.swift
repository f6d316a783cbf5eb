// Several batches in one message: what a backlog of small ones costs the broker is the message, not its bytes.

import FoundationEssentials
import SwiftProtobuf

package enum BundleLimit {
    package static let batchesMax = 128
    /// Half a second of a link of one megabit: a fresh batch waits no longer behind one message.
    package static let bytesMax = 64 << 10
    /// The key of a field, and a length of at most three bytes.
    static let bytesBeside = 4
}

/// Why bytes are not a bundle.
package enum BundleError: Error, Hashable {
    case tooLong(bytes: Int, max: Int)
    case notProtocolBuffers
    case tooMany(batches: Int, max: Int)
}

/// Batches that travel together. Each is stored, acknowledged and sent again by itself.
package struct Bundle: Hashable, Sendable {
    /// Sealed or plain, as each would travel alone.
    package let batches: [[UInt8]]

    package init(decoding bytes: [UInt8]) throws(BundleError) {
        guard bytes.count <= BundleLimit.bytesMax else { throw .tooLong(bytes: bytes.count, max: BundleLimit.bytesMax) }
        guard let wire = try? WireBundle(serializedBytes: bytes) else { throw .notProtocolBuffers }
        guard wire.batches.count <= BundleLimit.batchesMax else { throw .tooMany(batches: wire.batches.count, max: BundleLimit.batchesMax) }
        batches = wire.batches.map { [UInt8]($0) }
    }

    private init(batches: [[UInt8]]) { self.batches = batches }

    private func encoded() -> [UInt8] {
        var wire = WireBundle()
        wire.batches = batches.map { Data($0) }
        do { return try wire.serializedBytes() } catch { preconditionFailure("a message without required fields can be encoded: \(error)") }
    }

    /// Shares batches out among as few messages as there can be; one that is alone goes as it is.
    package static func messages(of batches: [[UInt8]]) -> [(kind: Topics.GatewayMessage, payload: [UInt8])] {
        var messages: [(kind: Topics.GatewayMessage, payload: [UInt8])] = []
        var together: [[UInt8]] = []
        var bytes = 0
        func finish() {
            guard let first = together.first else { return }
            messages.append(together.count == 1 ? (.batch, first) : (.batches, Bundle(batches: together).encoded()))
            together = []
            bytes = 0
        }
        for batch in batches {
            let more = batch.count + BundleLimit.bytesBeside
            if together.count == BundleLimit.batchesMax || bytes + more > BundleLimit.bytesMax { finish() }
            together.append(batch)
            bytes += more
        }
        finish()
        return messages
    }
}
