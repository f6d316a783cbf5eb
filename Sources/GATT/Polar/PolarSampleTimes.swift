// Polar Measurement Data: a frame tells the time of its last sample only.

/// When each sample of a frame was taken, on the device's clock.
///
/// The time from one sample to the next comes from the frame before, which follows the device's true rate, or from the rate of the stream's
/// settings for the first frame and after a gap. Source: TimeSystemExplained of the vendor's SDK.
package struct PolarSampleTimes: Hashable, Sendable {
    package let count: Int
    /// Nanoseconds since 2000-01-01T00:00:00 on the device's clock.
    package let last: UInt64
    package let intervalNanoseconds: Double

    /// A longer or shorter interval than the settings' by more than a tenth means that frames were lost.
    package static let deviationMax = 0.1

    /// `nil` if neither a frame before nor a rate tells the interval.
    package init?(count: Int, last: UInt64, after previous: UInt64? = nil, samplesPerSecond: UInt32? = nil) {
        guard count > 0 else { return nil }
        let nominal = samplesPerSecond.flatMap { $0 > 0 ? 1e9 / Double($0) : nil }
        var measured: Double?
        if let previous, previous > 0, previous < last { measured = Double(last - previous) / Double(count) }
        if let known = nominal, let found = measured, abs(found - known) > known * Self.deviationMax { measured = nil }
        guard let interval = measured ?? nominal else { return nil }
        self.count = count
        self.last = last
        intervalNanoseconds = interval
    }

    /// From a sample to the last one, and so roughly how long before its frame's arrival it was taken.
    package func beforeLast(_ index: Int) -> Duration { .nanoseconds(nanosecondsBeforeLast(index)) }

    /// Nanoseconds since 2000-01-01T00:00:00 on the device's clock; 0 for samples before that.
    package subscript(_ index: Int) -> UInt64 {
        let before = UInt64(nanosecondsBeforeLast(index))
        return last > before ? last - before : 0
    }

    private func nanosecondsBeforeLast(_ index: Int) -> Int64 {
        let samples = Double(max(0, count - 1 - min(max(index, 0), count - 1)))
        return Int64(exactly: (intervalNanoseconds * samples).rounded()) ?? .max
    }
}
