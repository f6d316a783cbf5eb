// What acknowledgements start from after a restart.

package import Uplink
package import Vitals

/// The sequences of one gateway and epoch that the log holds, and those that will never come.
package struct DurableStream: Hashable, Sendable {
    package let gateway: GatewayID
    package let epoch: UInt64
    package let ranges: SequenceRanges
    /// What gaps in the log account for.
    package let lost: SequenceRanges

    package init(gateway: GatewayID, epoch: UInt64, ranges: SequenceRanges, lost: SequenceRanges = SequenceRanges()) {
        self.gateway = gateway
        self.epoch = epoch
        self.ranges = ranges
        self.lost = lost
    }
}
