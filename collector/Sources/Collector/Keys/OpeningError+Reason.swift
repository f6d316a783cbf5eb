// Reasons for logs and for the quarantine.

import Uplink

extension OpeningError {
    /// What is wrong, without the bytes.
    package var reason: String {
        switch self {
        case .container(.tooLong(let bytes, let max)): "the sealed batch has \(bytes) bytes; \(max) are allowed"
        case .container(.tooShort(let bytes, let min)): "the sealed batch has \(bytes) bytes; \(min) are the least"
        case .container(.suite(let first)): "the sealed batch begins with \(first), which is no suite that this collector knows"
        case .container(.missing(let field)): "the sealed batch has no \(field)"
        case .container(.weakEncapsulatedKey): "the sealed batch hides nothing"
        case .unknownKey(let key): "the batch is sealed to key \(key), which this collector does not have"
        case .notAuthentic(let key): "the batch does not open with key \(key): it is damaged, or another gateway's"
        case .content(let error): error.reason
        case .headerDiffers(_, let sequence, _, let content):
            "the sealed batch says that it is \(sequence), and holds \(content), or one of another epoch"
        }
    }
}
