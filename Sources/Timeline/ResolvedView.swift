// Two gateways hear one strap, somebody wears two watches, a record is sent twice: all of it is kept, and one view of it is shown.

import GRDB
import Vitals

/// The rules of the resolved view, in this order:
///
/// 1. In each minute one device speaks: the one with most good values; of equals the one whose name comes first.
/// 2. Of what that device timed itself, the same time and value are one measurement, however often and over which gateways it came.
/// 3. Of what lies by its arrival, one gateway speaks in each minute: the one with most values; of equals the one whose name comes first.
///    Of this too, the same time and value are one.
///
/// So the view depends on what was measured alone, not on how often, over whom and in which order it came.
struct ResolvedView {
    /// What stands in the tables for an origin.
    struct Name: Hashable, Comparable {
        let device: String
        let gateway: String

        static func < (one: Self, other: Self) -> Bool { (one.device, one.gateway) < (other.device, other.gateway) }
    }

    private static let minute: Int64 = 60_000

    /// `samples` are in order, and so is what comes back. `name` tells an origin's name.
    static func of(_ samples: [Sample], name: (Int64) throws -> Name) rethrows -> [Sample] {
        guard let first = samples.first else { return [] }
        let isOne = samples.allSatisfy { $0.attributes.origin == first.attributes.origin }
        if isOne { return once(samples[...]) }
        var resolved: [Sample] = []
        resolved.reserveCapacity(samples.count)
        var start = samples.startIndex
        while start < samples.endIndex {
            let minute = samples[start].time.milliseconds.flooredQuotientAndRemainder(dividingBy: minute).quotient
            let end =
                samples[start...].firstIndex {
                    $0.time.milliseconds.flooredQuotientAndRemainder(dividingBy: Self.minute).quotient != minute
                } ?? samples.endIndex
            resolved += try choice(samples[start..<end], name)
            start = end
        }
        return resolved
    }

    private static func choice(_ samples: ArraySlice<Sample>, _ name: (Int64) throws -> Name) rethrows -> [Sample] {
        var names: [Int64: Name] = [:]
        for sample in samples where names[sample.attributes.origin] == nil {
            names[sample.attributes.origin] = try name(sample.attributes.origin)
        }
        guard names.count > 1 else { return once(samples) }
        func device(_ sample: Sample) -> String { names[sample.attributes.origin]?.device ?? "" }
        func gateway(_ sample: Sample) -> String { names[sample.attributes.origin]?.gateway ?? "" }
        // The same measurement twice does not speak for a device.
        let good = Dictionary(grouping: samples.filter { $0.attributes.quality == .good }, by: device).mapValues {
            once($0.sorted()[...]).count
        }
        let devices = Set(samples.map(device))
        guard let chosen = devices.min(by: { (-(good[$0] ?? 0), $0) < (-(good[$1] ?? 0), $1) }) else { return [] }
        let own = samples.filter { device($0) == chosen }
        let arrived = Dictionary(grouping: own.filter { $0.attributes.timeBasis != .device }, by: gateway).mapValues { once($0[...]).count }
        let speaker = arrived.min { (-$0.value, $0.key) < (-$1.value, $1.key) }?.key
        return once(own.filter { $0.attributes.timeBasis == .device || gateway($0) == speaker }[...])
    }

    /// Without those that repeat a time and a value.
    private static func once(_ samples: ArraySlice<Sample>) -> [Sample] {
        var kept: [Sample] = []
        kept.reserveCapacity(samples.count)
        for sample in samples {
            var index = kept.endIndex
            var isRepeat = false
            while index > kept.startIndex, kept[index - 1].time == sample.time {
                index -= 1
                if kept[index].value.bitPattern == sample.value.bitPattern {
                    isRepeat = true
                    break
                }
            }
            if !isRepeat { kept.append(sample) }
        }
        return kept
    }
}

extension ObservationStore {
    /// What the resolved view shows of samples of one series that are in order.
    func resolved(_ samples: [Sample]) throws -> [Sample] {
        try ResolvedView.of(samples) { try names.name($0, db) }
    }
}
