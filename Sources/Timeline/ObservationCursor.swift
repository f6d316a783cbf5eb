// Pages stay right while values arrive: a cursor names the last value that was seen, not how many.

package import Vitals

/// A place between two observations of a series.
///
/// Written as four numbers with dots between them; whoever pages passes it on and reads nothing into it.
package struct ObservationCursor: Hashable, Sendable {
    package let time: Timestamp
    package let source: FrameReference

    package init(of observation: Observation) {
        time = observation.time
        source = observation.source
    }

    init(_ sample: Sample) {
        time = sample.time
        source = sample.source
    }

    static func > (one: Self, other: Self) -> Bool { one.time == other.time ? one.source > other.source : one.time > other.time }

    /// The place before all observations of a time.
    package init(before time: Timestamp) {
        self.time = time
        source = FrameReference(offset: -1, frame: -1, part: -1)
    }

    package init?(_ text: some StringProtocol) {
        let numbers = text.split(separator: ".", omittingEmptySubsequences: false)
        guard numbers.count == 4, let time = Int64(numbers[0]), let offset = Int64(numbers[1]), let frame = Int32(numbers[2]),
            let part = Int32(numbers[3]), time >= Timestamp.first.milliseconds, time <= Timestamp.last.milliseconds
        else { return nil }
        self.time = Timestamp(milliseconds: time)
        source = FrameReference(offset: offset, frame: frame, part: part)
    }
}

extension ObservationCursor: CustomStringConvertible {
    package var description: String { "\(time.milliseconds).\(source.offset).\(source.frame).\(source.part)" }
}
