// An event as a line of JSON: for other programs, and for another log.

import EventLog
import Foundation
import Uplink
import Vitals

struct ExportedEvent: Codable {
    let kind: String
    let source: String
    /// In hexadecimal: JSON's numbers end at 53 bits.
    let epoch: String
    let sequence: String
    /// RFC 3339.
    let received: String
    /// Base 64.
    let body: Data

    /// `nil` for an event of a newer version.
    init?(_ event: LoggedEvent) {
        guard let kind = event.kind else { return nil }
        self.kind = kind.name
        source = event.key.source.text
        epoch = String(event.key.epoch, radix: 16)
        sequence = String(event.key.sequence, radix: 16)
        received = event.received.description
        body = Data(event.body)
    }

    /// `nil` when a field says nothing.
    var arrived: ArrivedEvent? {
        guard let kind = EventKind(name: kind), let source = EventSource(text: source), let epoch = UInt64(epoch, radix: 16),
            let sequence = UInt64(sequence, radix: 16), sequence > 0, sequence <= UInt64(Int64.max), let received = Timestamp(received)
        else { return nil }
        let bytes = [UInt8](body)
        var lost: [EpochRanges] = []
        if kind == .batch {
            guard let batch = try? Batch(decoding: bytes) else { return nil }
            lost = batch.lost
        }
        let event = LoggedEvent(
            offset: 0, kind: kind, key: EventKey(source, epoch: epoch, sequence: sequence), received: received, body: bytes)
        guard event.decodes else { return nil }
        return ArrivedEvent(kind, key: event.key, received: received, body: bytes, lost: lost)
    }
}

extension Batch {
    /// What its gaps account for: batches that will never come.
    var lost: [EpochRanges] { gaps.filter { !$0.sequences.isEmpty }.map { EpochRanges(epoch: $0.epoch, ranges: $0.sequences) } }
}
