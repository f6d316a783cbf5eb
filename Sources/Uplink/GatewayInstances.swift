// Who says hello under one id: a gateway that restarted, or two at once?

import Vitals

/// The processes that said hello under one gateway's id.
///
/// A process draws its instance when it starts, so one that is gone never comes back. When one says hello again after another did, both
/// are alive, and the one that came later is refused until it has been silent for `memory`.
struct GatewayInstances {
    enum Limit {
        /// A gateway reconnects within two minutes; who kept silent for ten has been stopped or renamed.
        static let memory = Duration.seconds(600)
        /// A process that crashes at once starts again every few seconds; 16 fill memory in a minute, and none of them comes back.
        static let instancesMax = 16
    }

    private struct Process {
        let instance: UInt64
        let first: Instant
        var heard: Instant
        var isRefused = false
    }

    /// In the order in which they came first.
    private var processes: [Process] = []

    /// When anybody said hello last.
    private(set) var heard = Instant(sinceBoot: .zero)

    /// Takes a hello and returns who is refused by it: newly, or because it is the one that spoke.
    mutating func hello(from instance: UInt64, at now: Instant) -> [UInt64] {
        forget(at: now)
        heard = now
        guard let index = processes.firstIndex(where: { $0.instance == instance }) else {
            // The first came before all others and is the one to keep.
            if processes.count >= Limit.instancesMax { processes.remove(at: 1) }
            processes.append(Process(instance: instance, first: now, heard: now))
            return []
        }
        var refused: [UInt64] = []
        for other in processes.indices where other != index && processes[other].heard > processes[index].heard {
            let later = max(other, index)
            guard !processes[later].isRefused, now - processes[other].heard <= Limit.memory else { continue }
            processes[later].isRefused = true
            if later != index { refused.append(processes[later].instance) }
        }
        processes[index].heard = now
        if processes[index].isRefused { refused.append(instance) }
        return refused
    }

    /// Whether a process is refused that spoke lately.
    func hasRefused(at now: Instant) -> Bool {
        processes.contains { $0.isRefused && now - $0.heard <= Limit.memory }
    }

    /// A process that is connected for days says nothing: it is remembered until another one has been there for a while without it.
    private mutating func forget(at now: Instant) {
        let successors = processes.filter { !$0.isRefused && now - $0.first > Limit.memory }
        processes.removeAll { process in
            process.isRefused ? now - process.heard > Limit.memory : successors.contains { $0.first > process.heard }
        }
    }
}
