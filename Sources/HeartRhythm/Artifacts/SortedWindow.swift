// Medians of the latest values without sorting them again for each beat.

/// The latest values, in the order in which they came and in order of size.
///
/// A new value costs two searches and two moves within `capacity` places; nothing is allocated after the first `capacity` values.
struct SortedWindow: Hashable, Sendable {
    let capacity: Int
    private var values: [Double] = []
    private var sorted: [Double] = []
    private var next = 0

    init(capacity: Int) {
        self.capacity = capacity
        values.reserveCapacity(capacity)
        sorted.reserveCapacity(capacity)
    }

    var count: Int { values.count }

    /// The upper median; 0 while empty.
    var median: Double { sorted.isEmpty ? 0 : sorted[sorted.count / 2] }

    /// The value must be a number.
    mutating func append(_ value: Double) {
        if values.count < capacity {
            values.append(value)
            sorted.insert(value, at: place(of: value))
            return
        }
        let from = place(of: values[next])
        values[next] = value
        next = next + 1 == capacity ? 0 : next + 1
        var index = from
        while index + 1 < capacity, sorted[index + 1] < value {
            sorted[index] = sorted[index + 1]
            index += 1
        }
        while index > 0, sorted[index - 1] > value {
            sorted[index] = sorted[index - 1]
            index -= 1
        }
        sorted[index] = value
    }

    /// The first place whose value is not below `value`.
    private func place(of value: Double) -> Int {
        var low = 0
        var high = sorted.count
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// As the values, oldest first: their order of size follows from them, so a stored window cannot contradict itself.
extension SortedWindow: Codable {
    private enum CodingKeys: String, CodingKey {
        case capacity
        case values
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let capacity = try container.decode(Int.self, forKey: .capacity)
        let stored = try container.decode([Double].self, forKey: .values)
        guard (1...256).contains(capacity), stored.count <= capacity, stored.allSatisfy(\.isFinite) else {
            throw DecodingError.dataCorruptedError(forKey: .values, in: container, debugDescription: "\(stored.count) of \(capacity)")
        }
        self.init(capacity: capacity)
        for value in stored { append(value) }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(capacity, forKey: .capacity)
        try container.encode(Array(values[next...] + values[..<next]), forKey: .values)
    }

    /// The same values in the same order are the same window, wherever the ring begins.
    static func == (one: Self, other: Self) -> Bool {
        one.capacity == other.capacity && one.values.count == other.values.count
            && one.values[one.next...] + one.values[..<one.next] == other.values[other.next...] + other.values[..<other.next]
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(capacity)
        hasher.combine(sorted)
    }
}
