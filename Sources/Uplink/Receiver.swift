// The collector's half of the delivery: what is durable of each gateway, what to acknowledge, what to ask for again.

package import Vitals

/// Decides acknowledgements and requests; the ingest service stores and sends.
///
/// Invariant: a sequence is acknowledged only after `stored` or `restore` named it, which callers do only after a durable commit.
package struct Receiver: ~Copyable {
    package enum Action: Hashable, Sendable {
        case acknowledge(GatewayID, EpochRanges)
        case want(GatewayID, EpochRanges)
    }

    private struct Stream: Hashable {
        let gateway: GatewayID
        let epoch: UInt64
    }

    private var durable: [Stream: SequenceRanges] = [:]
    private var unsaid: [Stream: SequenceRanges] = [:]

    package init() {}

    /// Takes over what the event log holds at start.
    package mutating func restore(gateway: GatewayID, epoch: UInt64, durable ranges: SequenceRanges) {
        durable[Stream(gateway: gateway, epoch: epoch)] = ranges
    }

    /// A batch is durable now; a repeat is acknowledged again, since the first acknowledgement may have been lost.
    package mutating func stored(gateway: GatewayID, epoch: UInt64, sequence: UInt64) {
        let stream = Stream(gateway: gateway, epoch: epoch)
        durable[stream, default: SequenceRanges()].insert(sequence)
        unsaid[stream, default: SequenceRanges()].insert(sequence)
    }

    /// The acknowledgements since the last flush, one for each gateway and epoch.
    package mutating func flush() -> [Action] {
        defer { unsaid.removeAll(keepingCapacity: true) }
        return unsaid.map { .acknowledge($0.key.gateway, EpochRanges(epoch: $0.key.epoch, ranges: $0.value)) }
    }

    /// A gateway connected: says what of its outbox is durable already and asks for the rest.
    package mutating func hello(_ hello: Hello, from gateway: GatewayID) -> [Action] {
        guard let first = hello.firstHeld else { return [] }
        let held = first...hello.lastWritten
        let known = durable[Stream(gateway: gateway, epoch: hello.epoch)] ?? SequenceRanges()
        var actions: [Action] = []
        let present = known.intersection(held)
        if !present.isEmpty { actions.append(.acknowledge(gateway, EpochRanges(epoch: hello.epoch, ranges: present))) }
        let missing = known.missing(in: held)
        if !missing.isEmpty { actions.append(.want(gateway, EpochRanges(epoch: hello.epoch, ranges: missing))) }
        return actions
    }
}
