// A heart that races on the stairs is no condition: movement, where a device tells of it, moves the limit.

import Vitals

/// Whether the person has moved a moment ago.
struct ActivityState: Hashable, Sendable, Codable {
    /// When a device last told of movement.
    private var moved: Timestamp?

    /// What counts as movement, by metric: the least value. A slow walk has 60 steps a minute, and nobody pedals at 20 by chance.
    private static let movement: [Metric: Double] = [
        .runningCadence: 40, .stepRate: 40, .cyclingCadence: 20, .strokeRate: 10,
        .speed: 0.7, .power: 20, .running: 1,
    ]

    static func tells(_ metric: Metric) -> Bool { movement[metric] != nil }

    mutating func add(_ observation: Observation) {
        guard let least = Self.movement[observation.metric], observation.value >= least else { return }
        moved = moved.map { max($0, observation.time) } ?? observation.time
    }

    /// Whether a value of this time is one of exertion. A time before the movement is none.
    func isActive(at time: Timestamp, recovery: Duration) -> Bool {
        guard let moved, time >= moved else { return false }
        return time.elapsed(since: moved) <= recovery
    }
}
