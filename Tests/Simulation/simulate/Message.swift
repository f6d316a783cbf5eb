// What passes between gateway and collector.

enum Message: Sendable {
    case batch([UInt8])
    case batches([UInt8])
    case hello([UInt8])
    case acknowledgement([UInt8])
    case want([UInt8])
    case refusal([UInt8])
}
