import Conditions
import Foundation
import Testing

@Suite("Anomalies of any series")
struct SeriesAnomalyDetectorTests {
    /// Uniform numbers in −1…1 from a fixed sequence.
    private struct Noise {
        var state: UInt64 = 1
        mutating func next() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 11) / Double(1 << 53) * 2 - 1
        }
    }

    private static let samplesPerDay = 288

    /// A heart rate every five minutes: 80 by day, 55 by night, with noise.
    private func heartRate(days: Int, seed: UInt64 = 1) -> [Double] {
        var noise = Noise(state: seed)
        return (0..<days * Self.samplesPerDay).map { index in
            let hour = index % Self.samplesPerDay / 12
            return (hour >= 7 && hour < 23 ? 80 : 55) + 4 * noise.next()
        }
    }

    private func readings(_ values: [Double], interval: Double = 300) -> [SeriesReading] {
        var detector = SeriesAnomalyDetector()
        return values.enumerated().map { detector.add($1, at: Double($0) * interval) }
    }

    private func events(_ readings: [SeriesReading]) -> [Int] {
        readings.indices.filter { readings[$0].score >= SeriesAnomalyDetector.scoreMin }
    }

    @Test("Nothing is reported in the first day, however wild")
    func learns() {
        var values = heartRate(days: 1)
        values[200] = 1e6
        #expect(readings(values).allSatisfy { $0.isLearning && $0.score == 0 && $0.reason == nil })
    }

    @Test("A constant series is never unusual, a change of it is")
    func constant() throws {
        var values = [Double](repeating: 45, count: 3000)
        #expect(readings(values).allSatisfy { $0.surprise == 0 })
        values[2500] = 46
        // A day later the profile half expects it again; from then on it is forgotten.
        let found = events(readings(values))
        #expect(found.first == 2500 && found.count <= 2)
    }

    @Test("A perfect rhythm of days is never unusual")
    func squareWave() {
        let values = (0..<14 * 288).map { $0 % 288 >= 84 && $0 % 288 < 228 ? 80.0 : 20 }
        #expect(events(readings(values)).filter { $0 > 2 * 288 } == [])
    }

    @Test("One value far out is reported at once and with its reason")
    func spike() throws {
        var values = heartRate(days: 10)
        values[2500] = 190
        let readings = readings(values)
        #expect(readings[2500].score > 0.5)
        #expect(readings[2500].reason?.isAbove == true)
        let expected = try #require(readings[2500].expected)
        #expect(abs(expected - values[2499]) < 10)
    }

    @Test("The heart rate of the day at night is unusual, though no value is")
    func nightAsDay() throws {
        var values = heartRate(days: 12)
        let midnight = 11 * 288
        for index in midnight..<midnight + 60 { values[index] += 25 }
        let found = try #require(events(readings(values)).first { $0 >= midnight })
        #expect(found < midnight + 12)
        let reason = try #require(readings(values)[found].reason)
        #expect(reason.view == .timeOfDay && reason.isAbove)
    }

    @Test("A lasting change is reported once, not at every sample")
    func rests() {
        var values = heartRate(days: 12)
        for index in 3000..<values.count { values[index] += 60 }
        let found = events(readings(values)).filter { $0 >= 3000 }
        #expect(found.first == 3000)
        #expect(found.filter { $0 < 3080 }.count <= 2)
    }

    @Test("Quiet weeks bring few reports", arguments: 1...5 as ClosedRange<UInt64>)
    func falseReports(seed: UInt64) {
        let readings = readings(heartRate(days: 28, seed: seed))
        #expect(events(readings).count <= 8)
    }

    @Test("Readings neither fail nor leave 0 to 1 on bad input")
    func badInput() {
        let bad: [(Double, Double)] = [
            (.nan, 0), (.infinity, 1), (-.infinity, 2), (0x1p1000, 3), (-1e308, 4), (0x1p60, .nan), (1, .infinity), (2, -1e300), (3, 1e300),
            (0x1p299, 5), (-0x1p299, 5), (.leastNonzeroMagnitude, 5), (-0.0, 4), (7, -62_135_596_800), (8, 253_402_300_799),
        ]
        var detector = SeriesAnomalyDetector()
        for round in 0..<300 {
            for (value, time) in bad {
                let reading = detector.add(value, at: time + Double(round) * 700)
                #expect(reading.score >= 0 && reading.score <= 1 && reading.surprise.isFinite)
                #expect(reading.expected.map { $0.isFinite } ?? true)
            }
        }
    }

    @Test("One impossible value changes nothing that comes a few days later", arguments: [0x1p60, -0x1p60, 1e200, .nan, .infinity])
    func poison(value: Double) {
        var clean = heartRate(days: 20)
        clean[5000] += 90
        var dirty = clean
        dirty[3000] = value
        #expect(readings(clean)[5000].score >= 0.5)
        let after = readings(dirty)
        #expect(after[5000].surprise >= SeriesAnomalyDetector.surpriseMin - 0.5)
        #expect(after[5000].expected.map { abs($0 - clean[4999]) < 15 } == true)
    }

    @Test("Gaps of days and clocks that stand or go back are endured")
    func gaps() {
        var detector = SeriesAnomalyDetector()
        var time = 0.0
        for (index, value) in heartRate(days: 12).enumerated() {
            time += 300
            if index == 2016 { time += 4 * 86_400 }
            let asked = index % 500 == 499 ? time - 3600 : time
            let reading = detector.add(value, at: asked)
            #expect(reading.surprise.isFinite)
            if index == 2016 { #expect(reading.score < 0.5) }
        }
    }

    @Test("A clock that starts decades ahead does not keep the detector learning")
    func wrongClock() {
        var detector = SeriesAnomalyDetector()
        _ = detector.add(60, at: 4e9)
        let readings = heartRate(days: 3).enumerated().map { detector.add($1, at: 1e9 + Double($0) * 300) }
        #expect(readings.last?.isLearning == false)
    }

    @Test("A restored detector goes on exactly as the saved one", arguments: [0, 1, 50, 300, 2999, 3000, 3001, 3400])
    func snapshot(at index: Int) throws {
        var values = heartRate(days: 13)
        values[3000] = 190
        var detector = SeriesAnomalyDetector()
        for (place, value) in values[..<index].enumerated() { _ = detector.add(value, at: Double(place) * 300) }
        var restored = try JSONDecoder().decode(SeriesAnomalyDetector.self, from: JSONEncoder().encode(detector))
        #expect(restored == detector)
        for place in index..<values.count {
            #expect(restored.add(values[place], at: Double(place) * 300) == detector.add(values[place], at: Double(place) * 300))
        }
        #expect(restored == detector)
    }

    @Test("Unit and scale do not matter", arguments: [0x1p-40, 0x1p20])
    func scale(factor: Double) {
        let values = heartRate(days: 12)
        let plain = readings(values)
        let scaled = readings(values.map { $0 * factor })
        #expect(plain.map(\.surprise) == scaled.map(\.surprise))
    }

    @Test("The saved state stays below 32 KiB")
    func size() throws {
        var detector = SeriesAnomalyDetector()
        for (place, value) in heartRate(days: 60).enumerated() { _ = detector.add(value, at: Double(place) * 300) }
        #expect(try JSONEncoder().encode(detector).count < 32 * 1024)
    }
}
