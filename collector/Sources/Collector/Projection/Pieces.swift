// What has come of a value that is not whole yet.

import Vitals

/// The pieces of one characteristic that wait for the rest, as sent: a fresh assembler is fed them again.
struct Pieces: Codable, Hashable {
    /// Oldest first.
    let values: [[UInt8]]
    /// When the last one came.
    let time: Timestamp

    /// 8 notifications of a fitness machine of 512 bytes. A stored blood pressure in 514 segments of 6 bytes, the smallest that carry
    /// something, has 3084; a response of a Viatom ring at most 2056.
    static let bytesMax = 4096

    /// The time-out of an attribute transaction: who pauses for longer does not go on. Source: Core Specification 5.4, Vol 3, Part F, §3.3.3.
    static let ageMax = Duration.seconds(30)

    /// Whether something that comes now may belong to them.
    func isFresh(at now: Timestamp) -> Bool { now - time <= Self.ageMax && time - now <= Self.ageMax }
}

enum PiecesError: Error {
    /// No value has so many bytes.
    case tooLong(bytes: Int)
}
