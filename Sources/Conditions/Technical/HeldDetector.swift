// Sensors that lie without saying so: no skin, values that cannot be, values that never change.

import Vitals

/// Says when something has been so for the whole of a delay, and when it has not been for the whole of another.
struct HeldDetector: Hashable, Sendable, Codable {
    private(set) var isPresent = false
    private var held = Sustained()

    /// Takes the next verdict. `gapMax`: a longer silence begins anew.
    mutating func update(
        _ isSo: Bool, at time: Timestamp, after delay: Duration, clearAfter: Duration, gapMax: Duration,
        evidence: @autoclosure () -> [Evidence] = []
    ) -> Transition? {
        guard let lasted = held.update(holds: isSo != isPresent, at: time, gapMax: gapMax), lasted >= (isPresent ? clearAfter : delay),
            let since = held.since
        else { return nil }
        isPresent.toggle()
        held.reset()
        return Transition(isPresent: isPresent, since: since, evidence: evidence() + [.duration(lasted)])
    }
}
