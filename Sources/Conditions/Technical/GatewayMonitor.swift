// A gateway that is gone tells nobody: the broker does, and time decides whether it matters.

import Vitals

/// The technical conditions of a gateway.
struct GatewayMonitor: Hashable, Sendable, Codable {
    private(set) var isSimulated = false
    private var offlineSince: Timestamp?
    private var isOffline = false
    private var behind = HeldDetector()

    /// A restart, and a router's, take less.
    private static let offlineAfter = Duration.seconds(120)
    private static let behindClear = Duration.seconds(60)

    var present: Set<ConditionKind> {
        var kinds: Set<ConditionKind> = []
        if isOffline { kinds.insert(.gatewayOffline) }
        if behind.isPresent { kinds.insert(.backlogGrowing) }
        return kinds
    }

    /// Takes what became known of the gateway. `isBehind`: what it has could not be delivered for long.
    mutating func observe(isOnline: Bool, isBehind: Bool, at time: Timestamp, isSimulated: Bool) -> PersonDetectors.Changes {
        self.isSimulated = isSimulated
        var changes: PersonDetectors.Changes = []
        if !isOnline {
            offlineSince = offlineSince ?? time
        } else if let since = offlineSince {
            offlineSince = nil
            if isOffline {
                isOffline = false
                changes.append(
                    (.gatewayOffline, Transition(isPresent: false, since: time, evidence: [.duration(time.elapsed(since: since))])))
            }
        }
        if isBehind != behind.isPresent,
            let transition = behind.update(isBehind, at: time, after: .zero, clearAfter: .zero, gapMax: Self.behindClear)
        {
            changes.append((.backlogGrowing, transition))
        }
        return changes
    }

    func isDue(at now: Timestamp) -> Bool {
        guard !isOffline, let offlineSince else { return false }
        return now.elapsed(since: offlineSince) >= Self.offlineAfter
    }

    mutating func tick(at now: Timestamp) -> Transition? {
        guard isDue(at: now), let since = offlineSince else { return nil }
        isOffline = true
        return Transition(
            isPresent: true, since: since, evidence: [.duration(now.elapsed(since: since)), .limit(Self.offlineAfter)])
    }
}
