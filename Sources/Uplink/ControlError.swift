// The small messages around batches are bounded too, and refused with a reason.

import SwiftProtobuf

/// Why bytes are not a control message.
package enum ControlError: Error, Hashable {
    case tooLong(bytes: Int, max: Int)
    case notProtocolBuffers
    case missing(String)
    case range(first: UInt64, last: UInt64)
    case tooManyRanges(Int, max: Int)
    case tooManyEpochs(Int, max: Int)
    case repeatedEpoch
}

package enum ControlLimit {
    /// Ranges in one message: a message stays under 24 KiB, and further ones go into the next message.
    package static let rangesMax = 1024
    package static let bytesMax = 64 * 1024
}

extension SwiftProtobuf.Message {
    init(bounded bytes: [UInt8]) throws(ControlError) {
        guard bytes.count <= ControlLimit.bytesMax else { throw .tooLong(bytes: bytes.count, max: ControlLimit.bytesMax) }
        guard let message = try? Self(serializedBytes: bytes) else { throw .notProtocolBuffers }
        self = message
    }

    func bytes() -> [UInt8] {
        // Encoding fails only for a missing required field or an `Any` of unknown type; these messages have neither.
        guard let bytes: [UInt8] = try? serializedBytes() else { preconditionFailure("a control message always encodes") }
        return bytes
    }
}
