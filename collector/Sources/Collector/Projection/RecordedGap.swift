// A gap with where it comes from: what the table, the log line and the metric are made of.

import Uplink
import Vitals

struct RecordedGap: Hashable {
    let gap: Gap
    let gateway: GatewayID
    let isSimulated: Bool
    /// The batch that carries it, and its place in that.
    let offset: Int64
    let place: Int

    /// `3-9,20`, and `21-` where nobody knows how far it goes; empty when it is of no batch that is known.
    var rangesText: String {
        let known = gap.sequences.ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
        let open = gap.hasOpenEnd ? ["\((gap.sequences.last ?? 0) + 1)-"] : []
        return (known + open).joined(separator: ",")
    }
}

extension FrameClass {
    /// As tables and JSON have it.
    var text: String {
        switch self {
        case .stream: "stream"
        case .clinical: "clinical"
        }
    }
}
