// A batch by what is on the wire.

struct BatchID: Hashable, Comparable {
    let epoch: UInt64
    let sequence: UInt64

    static func < (one: Self, other: Self) -> Bool { (one.epoch, one.sequence) < (other.epoch, other.sequence) }
}
