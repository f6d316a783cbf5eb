// Six counts that grow together, in one register.

/// How many pairs of beats agree in what; each count below 1024.
struct PairCounts: Hashable, Sendable {
    enum Kind: UInt64 {
        case pairs = 0
        case within5 = 10
        case within12 = 20
        case doublePairs = 30
        case doubleWithin5 = 40
        case doubleWithin12 = 50
    }

    private var packed: UInt64 = 0

    subscript(kind: Kind) -> Int32 { Int32(truncatingIfNeeded: packed >> kind.rawValue & 1023) }

    static func += (counts: inout Self, other: Self) { counts.packed &+= other.packed }

    mutating func add(_ kind: Kind, if isSo: Bool) { packed &+= (isSo ? 1 : 0) << kind.rawValue }
}
