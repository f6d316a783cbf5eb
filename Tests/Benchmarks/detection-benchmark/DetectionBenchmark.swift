// How long detectors take for a beat, a window and a sample, and what a person's state weighs.

import Conditions
import Foundation
import HeartRhythm
import TestSupport
import Vitals

@main
enum DetectionBenchmark {
    private static let beats = 200_000
    /// The best of several runs: what other programs on the machine add is no property of a detector.
    private static let runs = 5
    private static let people = 3000

    static func main() throws {
        let arguments = CommandLine.arguments
        if arguments.count == 4, arguments[1] == "people", let count = Int(arguments[2]), count > 0 {
            return try StoredPeople.run(count: count, file: arguments[3])
        }
        if arguments.count == 3, arguments[1] == "alarms" { return try AlarmDays.run(folder: arguments[2]) }
        var random = SeededGenerator(seed: 1)
        // Half an hour of sinus rhythm and half an hour without order, in turn.
        let intervals = (0..<beats).map { beat -> Double in
            let noise = Double.random(in: 0..<1, using: &random)
            return beat / 2250 % 2 == 0 ? 800 + 30 * (noise - 0.5) : 450 + 500 * noise
        }
        let artifacts = best {
            var classifier = BeatClassifier()
            for interval in intervals { consume(classifier.add(rr: interval)) }
        }
        let rhythm = best {
            var detector = IrregularRhythmDetector()
            for interval in intervals { consume(detector.add(rr: interval)) }
        }
        line("artefacts, a beat", artifacts / Double(beats) * 1e9, "ns")
        line("irregular rhythm, a beat", rhythm / Double(beats) * 1e9, "ns")
        let window = Array(intervals[2250..<2700])
        line("variability of five minutes, 450 beats", best { consume(HeartRateVariability(ofAll: window)) } * 1e9, "ns")
        try monitors(intervals)
    }

    /// The whole monitor of a person, as the collector feeds it.
    private static func monitors(_ intervals: [Double]) throws {
        let person = try PersonID("anna")
        let gateway = try GatewayID("home")
        let device = DeviceID.named(try DeviceName("strap"))
        let start = Timestamp(milliseconds: 1_790_000_000_000)
        func observation(_ metric: Metric, _ value: Double, _ second: Int) -> Observation {
            Observation(
                person: person, device: device, gateway: gateway, metric: metric, time: start + .seconds(second),
                timeQuality: .synchronized,
                value: value, quality: .good, isSimulated: false, source: FrameReference(offset: 0, frame: 0, part: 0))
        }
        let count = 100_000
        for (metric, value) in [
            (Metric.heartRate, 70.0), (.rrInterval, 850), (.oxygenSaturation, 96), (.interstitialGlucose, 110), (.ambientTemperature, 21),
        ] {
            let observations = (0..<count).map { observation(metric, value + Double($0 % 7), $0) }
            let time = best {
                var monitor = PersonMonitor(person: person)
                for observation in observations { consume(monitor.observe(observation, received: observation.time)) }
            }
            line("monitor, \(metric.key), a sample", time / Double(count) * 1e9, "ns")
        }
        var monitor = PersonMonitor(person: person)
        let metrics: [(Metric, Double)] = [(.heartRate, 70), (.rrInterval, 850), (.oxygenSaturation, 96), (.respiratoryRate, 15)]
        for second in 0..<86_400 * 3 where second % 86_400 < 20_000 {
            for (metric, value) in metrics {
                _ = monitor.observe(observation(metric, value + Double(second % 11), second), received: start + .seconds(second))
            }
        }
        let stored = try JSONEncoder().encode(monitor)
        line("state of a strap and an oximeter, storing", best { consume(try? JSONEncoder().encode(monitor)) } * 1e9, "ns")
        line("state of a strap and an oximeter, stored", Double(stored.count), "bytes")
        // What the process grows by for many of them, each read back by itself: nothing is shared.
        let before = try residentBytes()
        let all = try (0..<people).map { _ in try JSONDecoder().decode(PersonMonitor.self, from: stored) }
        line("state of a strap and an oximeter, in memory", Double(try residentBytes() - before) / Double(people), "bytes")
        consume(all)
    }

    /// proc(5), statm: the second figure, in pages of 4 KiB.
    static func residentBytes() throws -> Int {
        let figures = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")
        return (figures.count > 1 ? Int(figures[1]) ?? 0 : 0) * 4096
    }

    private static func best(_ body: () -> Void) -> Double {
        (0..<runs).map { _ in ContinuousClock().measure(body).inSeconds }.min() ?? 0
    }

    static func line(_ name: String, _ value: Double, _ unit: String) {
        print("{\"benchmark\":\"detection\",\"of\":\"\(name)\",\"value\":\(Int(value.rounded())),\"unit\":\"\(unit)\"}")
    }

    /// Not inlined, so that the value has to be there.
    @inline(never)
    private static func consume<Value>(_ value: Value) { withExtendedLifetime(value) {} }
}
