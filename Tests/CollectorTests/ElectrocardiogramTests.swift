// A waveform lies on the sensor's own time line, and only who asks for it is told.

import Conditions
import GATT
import GRDB
import TestSupport
import Testing
import Uplink
import Vitals

@testable import Collector

@Suite("Electrocardiogram")
struct ElectrocardiogramTests {
    private let views: Views

    init() throws { views = try Views(TemporaryFolder()) }

    private static let samples = 73
    /// A sensor whose quartz is 50 ppm slow.
    private static let interval = 1e9 / 130 * 1.00005
    /// 2026-11-23 on a clock that counts from 2000.
    private static let epoch: UInt64 = 848_732_400_000_000_000
    private static let boot = Duration.seconds(5000)

    /// The frame of a number, which arrives so much later than its last sample was taken. Samples count up from 0 in µV.
    private func frame(_ number: Int, late: Duration, clockSet: Int64 = 0) -> (BluetoothUUID, [UInt8], Instant) {
        let end = (number + 1) * Self.samples
        let nanoseconds = Int64(Double(end) * Self.interval)
        let stamp = UInt64(Int64(Self.epoch) + nanoseconds + clockSet)
        var bytes: [UInt8] = [0x00] + (0..<8).map { UInt8(truncatingIfNeeded: stamp >> UInt64(8 * $0)) } + [0x00]
        for sample in number * Self.samples..<end { bytes += [UInt8(sample & 0xFF), UInt8(sample >> 8 & 0xFF), 0] }
        let arrival = (Self.boot + .nanoseconds(nanoseconds) + late).wholeMilliseconds
        return (.polarData, bytes, Instant(sinceBoot: .milliseconds(arrival)))
    }

    /// In batches of ten frames, each projected with a state read anew.
    private func receive(_ frames: [(BluetoothUUID, [UInt8], Instant)]) async throws {
        for (index, start) in stride(from: 0, to: frames.count, by: 10).enumerated() {
            let part = Array(frames[start..<min(start + 10, frames.count)])
            let last = try #require(part.last?.2)
            try await views.receive(
                UInt64(index + 1), part, sealed: last, at: Views.start + (last - Instant(sinceBoot: Self.boot)))
        }
    }

    @Test("Samples lie at even intervals, whatever the radio does")
    func even() async throws {
        var random = SeededGenerator(seed: 5)
        let frames = (0..<60).map { number in
            // The radio is late by up to 0.3 s, once by 4 s, with what was held up right behind.
            let held = (30..<36).contains(number) ? 4000 - 500 * (number - 30) : 0
            return frame(number, late: .milliseconds(number == 0 ? 0 : held + Int.random(in: 0...300, using: &random)))
        }
        try await receive(frames)
        let samples = try await views.values(.electrocardiogram)
        #expect(samples.map(\.value) == (0..<60 * Self.samples).map(Double.init))
        let gaps = zip(samples, samples.dropFirst()).map { ($1.time - $0.time).wholeMilliseconds }
        #expect(gaps.allSatisfy { (6...10).contains($0) })
        let first = try #require(samples.first)
        #expect(abs((first.time - Views.start).wholeMilliseconds - 8) <= 2)
        #expect(first.timeQuality == .synchronized)
        #expect(samples.prefix(3).map(\.source.part) == [0, 1, 2])
        #expect(samples.allSatisfy { $0.quality == .good })
    }

    @Test("A sensor's clock that somebody sets makes its time line begin anew", arguments: [-3_600_000_000_000, 10_000_000_000] as [Int64])
    func clockSet(by nanoseconds: Int64) async throws {
        try await receive((0..<20).map { frame($0, late: .milliseconds(20), clockSet: $0 < 10 ? 0 : nanoseconds) })
        let samples = try await views.values(.electrocardiogram)
        #expect(samples.map(\.value) == (0..<20 * Self.samples).map(Double.init))
        let gaps = zip(samples, samples.dropFirst()).map { ($1.time - $0.time).wholeMilliseconds }
        #expect(gaps.allSatisfy { (6...10).contains($0) })
    }

    @Test("The smallest delay is forgotten slowly, and a jump at once")
    func clock() {
        func arrival(_ milliseconds: Int) -> Instant { Instant(sinceBoot: .milliseconds(milliseconds)) }
        var clock = StreamClock(last: 1_000_000_000, arriving: arrival(5000))
        // 4 s apart, and quick; then 40 ms late; 60 ms late after 1000 s, in which the clocks may have drifted by 100 ms.
        for second in 2...501 { _ = clock.delay(of: UInt64(second) * 1_000_000_000, arriving: arrival(4000 + 1000 * second)) }
        #expect(clock.delay(of: 502_000_000_000, arriving: arrival(506_040)) == .milliseconds(40) - .microseconds(100))
        #expect(clock.delay(of: 1_502_000_000_000, arriving: arrival(1_506_060)) == .zero)
        #expect(clock.delay(of: 2_000_000_000_000, arriving: arrival(1_600_000)) == .zero)
        #expect(clock.delay(of: 2_000_500_000_000, arriving: arrival(1_602_500)) == .seconds(2) - .microseconds(50))
        #expect(clock.delay(of: .max, arriving: arrival(0)) == .zero)
        #expect(clock.delay(of: 0, arriving: arrival(0)) == .zero)
    }

    @Test("Samples without a time lie before their arrival at the sensor's rate")
    func untimed() async throws {
        try await views.receive(1, [(.polarData, [UInt8](repeating: 0, count: 10) + [1, 0, 0, 2, 0, 0xFF])])
        let samples = try await views.values(.electrocardiogram)
        #expect(samples.map(\.value) == [1, -65_534])
        #expect(samples.map(\.quality) == [.good, .implausible])
        #expect(samples.map(\.time) == [Views.start - .milliseconds(7), Views.start])
    }

    @Test("Neither detectors nor who follows the views are shown a waveform")
    func unwatched() async throws {
        var follower = ViewsFollower(views.views)
        try await receive((0..<40).map { frame($0, late: .zero) })
        #expect(try await views.service.load().people.isEmpty)
        let first = try await follower.next()
        #expect(first.observations.isEmpty)
        try await views.append([.heartRates(100, at: Views.start)])
        try await views.project()
        #expect(try await follower.next().observations.map(\.metric.key) == ["heart_rate", "skin_contact", "rr_interval"])
        #expect(try await follower.next().observations.isEmpty)
        let latest = try await views.pool.read { db in try ViewsFollower.latest(db, seriesMax: 10) }
        #expect(latest.map(\.metric.key).sorted() == ["heart_rate", "rr_interval", "skin_contact"])
    }
}
