// Sensors count in few bits: what they counted since is the difference modulo the width, unless they began anew.

/// The total of a counter that rolls over.
///
/// A step of more than `stepMax` is no count but a counter that was reset: the total stays as it is, and counting goes on from there.
package struct RollingCounter: Hashable, Sendable, Codable {
    private let bits: Int
    private let stepMax: UInt32
    private var last: UInt32?
    /// Since the first count.
    package private(set) var total: UInt64 = 0

    package init(bits: Int, stepMax: UInt32) {
        self.bits = min(max(bits, 1), 32)
        self.stepMax = stepMax
    }

    /// Kilojoules of a power meter. 3000 W for five minutes of silence are 900 kJ.
    package static let accumulatedEnergy = Self(bits: 16, stepMax: 900)

    /// The step to this count; `nil` for the first one and after a reset.
    package mutating func add(_ count: UInt32) -> UInt32? {
        defer { last = count }
        guard let last else { return nil }
        let step = (count &- last) & (UInt32.max >> UInt32(32 - bits))
        guard step <= stepMax else { return nil }
        total &+= UInt64(step)
        return step
    }
}
