// Hundreds of beats a person are stored as columns: as objects with three names each they would take five times the room.

import Vitals

extension VariabilityWindow: Codable {
    private enum CodingKeys: String, CodingKey {
        case milliseconds
        case lastEnd
        case elapsed
        case unusual
        case gaps
        case isInterrupted
        case rejectedCount
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let milliseconds = try container.decode([Double].self, forKey: .milliseconds)
        let elapsed = try container.decode([Int64].self, forKey: .elapsed)
        let unusual = Set(try container.decode([Int].self, forKey: .unusual))
        let gaps = Set(try container.decode([Int].self, forKey: .gaps))
        var isOverflow = false
        var ends: [Int64] = []
        if let last = try container.decodeIfPresent(Int64.self, forKey: .lastEnd) {
            var end = last
            ends.append(end)
            for step in elapsed.reversed() {
                let (earlier, overflow) = end.subtractingReportingOverflow(step)
                isOverflow = isOverflow || overflow
                end = earlier
                ends.append(end)
            }
            ends.reverse()
        }
        let intervals = milliseconds.enumerated().map { index, length in
            CorrectedInterval(milliseconds: length, isNormal: !unusual.contains(index), followsGap: gaps.contains(index))
        }
        let restored = Self(
            intervals: intervals, ends: ends, isInterrupted: try container.decode(Bool.self, forKey: .isInterrupted),
            rejectedCount: try container.decode(Int.self, forKey: .rejectedCount))
        guard let restored, !isOverflow else {
            let found = "\(milliseconds.count) intervals, \(elapsed.count) times"
            throw DecodingError.dataCorruptedError(forKey: .elapsed, in: container, debugDescription: found)
        }
        self = restored
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(intervals.map(\.milliseconds), forKey: .milliseconds)
        try container.encodeIfPresent(ends.last, forKey: .lastEnd)
        try container.encode(zip(ends, ends.dropFirst()).map { $1 - $0 }, forKey: .elapsed)
        try container.encode(intervals.indices.filter { !intervals[$0].isNormal }, forKey: .unusual)
        try container.encode(intervals.indices.filter { intervals[$0].followsGap }, forKey: .gaps)
        try container.encode(isInterrupted, forKey: .isInterrupted)
        try container.encode(rejectedCount, forKey: .rejectedCount)
    }
}
