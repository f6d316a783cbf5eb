// A gateway that is gone tells nobody: the broker does, and time decides whether it matters.

import Vitals

/// The technical conditions of a gateway.
struct GatewayMonitor: Hashable, Sendable, Codable {
    private(set) var isSimulated = false
    private var offlineSince: Timestamp?
    private var isOffline = false
    private var behindSince: Timestamp?
    private var isBehind = false

    /// A restart, and a router's, take less.
    private static let offlineAfter = Duration.seconds(120)
    /// Whoever was away for long catches up in less.
    private static let behindAfter = Duration.seconds(300)

    var present: Set<ConditionKind> {
        var kinds: Set<ConditionKind> = []
        if isOffline { kinds.insert(.gatewayOffline) }
        if isBehind { kinds.insert(.backlogGrowing) }
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
        if isBehind {
            behindSince = behindSince ?? time
        } else if let since = behindSince {
            behindSince = nil
            if self.isBehind {
                self.isBehind = false
                changes.append(
                    (.backlogGrowing, Transition(isPresent: false, since: time, evidence: [.duration(time.elapsed(since: since))])))
            }
        }
        return changes
    }

    private func isOfflineDue(at now: Timestamp) -> Bool {
        !isOffline && offlineSince.map { now.elapsed(since: $0) >= Self.offlineAfter } ?? false
    }

    private func isBehindDue(at now: Timestamp) -> Bool {
        !isBehind && behindSince.map { now.elapsed(since: $0) >= Self.behindAfter } ?? false
    }

    func isDue(at now: Timestamp) -> Bool { isOfflineDue(at: now) || isBehindDue(at: now) }

    mutating func tick(at now: Timestamp) -> PersonDetectors.Changes {
        var changes: PersonDetectors.Changes = []
        func begun(_ since: Timestamp, _ limit: Duration) -> Transition {
            Transition(isPresent: true, since: since, evidence: [.duration(now.elapsed(since: since)), .limit(limit)])
        }
        if isOfflineDue(at: now), let since = offlineSince {
            isOffline = true
            changes.append((.gatewayOffline, begun(since, Self.offlineAfter)))
        }
        if isBehindDue(at: now), let since = behindSince {
            isBehind = true
            changes.append((.backlogGrowing, begun(since, Self.behindAfter)))
        }
        return changes
    }
}
