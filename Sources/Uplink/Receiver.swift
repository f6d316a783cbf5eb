// The collector's half of the delivery: what is durable of each gateway, what to acknowledge, what to ask for again.

package import Vitals

/// Decides acknowledgements and requests; the ingest service stores and sends.
///
/// Invariant: a sequence is acknowledged only after `stored` or `restore` named it, which callers do only after a durable commit.
package struct Receiver: ~Copyable {
    package enum Action: Hashable, Sendable {
        case acknowledge(GatewayID, EpochRanges)
        case want(GatewayID, EpochRanges)
        /// Tell this process of a gateway that another one uses its id.
        case refuse(GatewayID, instance: UInt64)
    }

    package enum Limit {
        /// Anybody with a broker account can invent gateways; of more than these, those that were silent longest are forgotten.
        package static let gatewaysMax = 4096
    }

    private struct Stream: Hashable {
        let gateway: GatewayID
        let epoch: UInt64
    }

    private var durable: [Stream: SequenceRanges] = [:]
    private var unsaid: [Stream: SequenceRanges] = [:]
    /// What stored gaps account for.
    private var accounted: [Stream: SequenceRanges] = [:]
    private var instances: [GatewayID: GatewayInstances] = [:]

    package init() {}

    /// Takes over what the event log holds at start.
    package mutating func restore(gateway: GatewayID, epoch: UInt64, durable ranges: SequenceRanges, lost gone: SequenceRanges = .init()) {
        let stream = Stream(gateway: gateway, epoch: epoch)
        if !ranges.isEmpty { durable[stream] = ranges }
        if !gone.isEmpty { accounted[stream] = gone }
    }

    /// A batch is durable now; a repeat is acknowledged again, since the first acknowledgement may have been lost.
    package mutating func stored(gateway: GatewayID, epoch: UInt64, sequence: UInt64) {
        let stream = Stream(gateway: gateway, epoch: epoch)
        durable[stream, default: SequenceRanges()].insert(sequence)
        unsaid[stream, default: SequenceRanges()].insert(sequence)
    }

    /// A gap is durable now that accounts for these: nobody will ever send them, so they are not asked for. Should one come, it is welcome.
    package mutating func lost(_ gone: EpochRanges, of gateway: GatewayID) {
        guard !gone.ranges.isEmpty else { return }
        for range in gone.ranges.ranges { accounted[Stream(gateway: gateway, epoch: gone.epoch), default: SequenceRanges()].insert(range) }
    }

    /// The acknowledgements since the last flush, one for each gateway and epoch.
    package mutating func flush() -> [Action] {
        defer { unsaid.removeAll(keepingCapacity: true) }
        return unsaid.map { .acknowledge($0.key.gateway, EpochRanges(epoch: $0.key.epoch, ranges: $0.value)) }
    }

    /// A gateway connected: says what of its outbox is durable already and asks for the rest.
    ///
    /// A process that is refused is answered too: what it sends cannot be told from what the other one sends, and is kept by its epoch.
    package mutating func hello(_ hello: Hello, from gateway: GatewayID, at now: Instant) -> [Action] {
        var actions: [Action] = refusals(of: hello.instance, from: gateway, at: now).map { .refuse(gateway, instance: $0) }
        for held in hello.held {
            let stream = Stream(gateway: gateway, epoch: held.epoch)
            let known = durable[stream] ?? SequenceRanges()
            let gone = accounted[stream] ?? SequenceRanges()
            var present = SequenceRanges()
            var missing = SequenceRanges()
            for range in held.ranges.ranges {
                for part in known.intersection(range).ranges { present.insert(part) }
                for part in known.missing(in: range).ranges {
                    for wanted in gone.missing(in: part).ranges { missing.insert(wanted) }
                }
            }
            if !present.isEmpty { actions.append(.acknowledge(gateway, EpochRanges(epoch: held.epoch, ranges: present))) }
            if !missing.isEmpty { actions.append(.want(gateway, EpochRanges(epoch: held.epoch, ranges: missing))) }
        }
        return actions
    }

    /// The gateways of which a process is refused that said hello lately.
    package func refusedGateways(at now: Instant) -> Set<GatewayID> {
        Set(instances.filter { $0.value.hasRefused(at: now) }.keys)
    }

    private mutating func refusals(of instance: UInt64, from gateway: GatewayID, at now: Instant) -> [UInt64] {
        if instances[gateway] == nil, instances.count >= Limit.gatewaysMax,
            let silent = instances.min(by: { $0.value.heard < $1.value.heard })?.key
        {
            instances[silent] = nil
        }
        return instances[gateway, default: GatewayInstances()].hello(from: instance, at: now)
    }
}
