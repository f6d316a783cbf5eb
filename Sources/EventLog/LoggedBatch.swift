// A batch as the log gives it back.

package import Vitals

/// A durable batch and its place in the log.
package struct LoggedBatch: Hashable, Sendable {
    /// Grows along the log; numbers may be missing.
    package let offset: Int64
    package let key: BatchKey
    package let received: Timestamp
    package let body: [UInt8]

    package init(offset: Int64, key: BatchKey, received: Timestamp, body: [UInt8]) {
        self.offset = offset
        self.key = key
        self.received = received
        self.body = body
    }
}

/// How much one read may return; a read returns at least one batch when there is one.
package struct ReadLimit: Hashable, Sendable {
    package let batchesMax: Int
    package let bytesMax: Int

    package init(batchesMax: Int, bytesMax: Int) {
        self.batchesMax = max(1, batchesMax)
        self.bytesMax = max(1, bytesMax)
    }
}
