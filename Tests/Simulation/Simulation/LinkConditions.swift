// What a network does to messages.

/// The weather on a link, one way.
package struct LinkConditions: Hashable, Sendable {
    package var delayMin: Duration
    package var delayMax: Duration
    package var lossPerMillion: UInt32
    /// Sent once, delivered twice, each with a delay of its own.
    package var duplicationPerMillion: UInt32
    /// Does not wait for its turn behind what was sent before, and is held back by up to `lagMax`. All others keep their order.
    package var reorderingPerMillion: UInt32
    package var lagMax: Duration

    package init(
        delayMin: Duration = .milliseconds(1), delayMax: Duration = .milliseconds(20), lossPerMillion: UInt32 = 0,
        duplicationPerMillion: UInt32 = 0, reorderingPerMillion: UInt32 = 0, lagMax: Duration = .seconds(2)
    ) {
        self.delayMin = delayMin
        self.delayMax = delayMax
        self.lossPerMillion = lossPerMillion
        self.duplicationPerMillion = duplicationPerMillion
        self.reorderingPerMillion = reorderingPerMillion
        self.lagMax = lagMax
    }

    package static let calm = Self()
    /// One message in ten suffers.
    package static let rough = Self(
        delayMax: .milliseconds(500), lossPerMillion: 50_000, duplicationPerMillion: 30_000, reorderingPerMillion: 30_000)
}
