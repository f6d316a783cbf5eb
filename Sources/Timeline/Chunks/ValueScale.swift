// Devices measure in steps: a value is a whole number of them, and that is what takes few bits.

/// The step in which values of a chunk are whole numbers.
enum ValueScale: Hashable, CaseIterable {
    case decimals0, decimals1, decimals2, decimals3, decimals4, decimals5, decimals6
    /// Milliseconds in steps of 1/1024 s: RR intervals. Source: Heart Rate Service 1.0, §3.1.1.4.
    case ticks1024
    /// None of these: the value's own 64 bits.
    case whole

    private static let integerMax = 9_007_199_254_740_992.0  // 2^53: up to here each integer is a Double

    private var factor: Double {
        switch self {
        case .decimals0, .whole: 1
        case .decimals1: 1e1
        case .decimals2: 1e2
        case .decimals3: 1e3
        case .decimals4: 1e4
        case .decimals5: 1e5
        case .decimals6: 1e6
        case .ticks1024: 1.024
        }
    }

    func value(of steps: Int64) -> Double {
        switch self {
        case .ticks1024: Double(steps) * 1000 / 1024
        default: Double(steps) / factor
        }
    }

    /// `nil` when the value would not come back bit by bit.
    private func steps(of value: Double) -> Int64? {
        if self == .whole { return Int64(bitPattern: value.bitPattern) }
        let steps = (value * factor).rounded()
        guard steps.magnitude < Self.integerMax else { return nil }
        let integer = Int64(steps)
        return self.value(of: integer).bitPattern == value.bitPattern ? integer : nil
    }

    /// A value that is no whole number of the scale's steps.
    struct Exception: Hashable {
        let index: Int
        let value: Double
    }

    /// The coarsest steps in which nearly all values are whole, and the values in them; an exception has the steps of the value before it.
    static func steps(of values: [Double]) -> (scale: ValueScale, steps: [Int64], exceptions: [Exception]) {
        for scale in allCases {
            var steps: [Int64] = []
            steps.reserveCapacity(values.count)
            var exceptions: [Exception] = []
            for (index, value) in values.enumerated() {
                if let step = scale.steps(of: value) {
                    steps.append(step)
                } else {
                    exceptions.append(Exception(index: index, value: value))
                    steps.append(steps.last ?? 0)
                    guard exceptions.count <= values.count / exceptionShare else { break }
                }
            }
            if steps.count == values.count, exceptions.count <= values.count / exceptionShare { return (scale, steps, exceptions) }
        }
        preconditionFailure("a value's own bits always are")
    }

    /// One takes some 9 bytes; with more, whole values take less.
    static let exceptionShare = 16

    var code: UInt64 { UInt64(Self.allCases.firstIndex(of: self) ?? 0) }

    init(code: UInt64) throws(ChunkError) {
        guard let index = Int(exactly: code), Self.allCases.indices.contains(index) else { throw .value("scale") }
        self = Self.allCases[index]
    }
}
