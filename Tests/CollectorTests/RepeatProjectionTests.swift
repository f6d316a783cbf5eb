// What comes again is not measured again, and what only looks alike is.

import Conditions
import GATT
import TestSupport
import Testing
import Vitals

@testable import Collector

@Suite("Repeats in the projection")
struct RepeatProjectionTests {
    private let views: Views
    private static let day = Duration.seconds(86_400)

    init() throws { views = try Views(TemporaryFolder()) }

    @Test("A BTHome payload whose number is that of the last one is a repeat")
    func numbered() async throws {
        func payload(_ number: UInt8) -> (UInt16, [UInt8]) { (0xFCD2, [0x40, 0x00, number, 0x01, 97]) }
        try await views.receive(1, [payload(1), payload(1), payload(2)])
        try await views.receive(2, [payload(2), payload(3)], at: Views.start + .seconds(60))
        #expect(try await views.values(.batteryLevel).count == 3)
    }

    @Test("A BTHome payload without a number is a repeat for ten seconds, each kind of payload for itself")
    func unnumbered() async throws {
        let one: (UInt16, [UInt8]) = (0xFCD2, [0x40, 0x01, 97])
        let other: (UInt16, [UInt8]) = (0xFCD2, [0x40, 0x01, 96])
        // At 0, 1, … 13 s: the one counts at 0 and 12 s, the other at 1 and 13 s.
        try await views.receive(1, (0..<7).flatMap { _ in [one, other] })
        #expect(try await views.values(.batteryLevel).map(\.value) == [97, 96, 97, 96])
        #expect(try await views.service.load().sources.values.first?.devices.values.first?.packet == nil)
    }

    @Test("One weighing of a scale that advertises is one weight, whatever its flags say meanwhile")
    func scales() async throws {
        func stamp(_ second: UInt8) -> [UInt8] { [0xEA, 0x07, 11, 23, 8, 0, second] }
        // 14300 · 0.005 kg. Stabilized, stabilized, weight removed.
        func small(_ flags: UInt8, _ second: UInt8) -> (UInt16, [UInt8]) { (0x181D, [flags, 0xDC, 0x37] + stamp(second)) }
        try await views.receive(1, [small(0x22, 1), small(0x22, 1), small(0xA2, 1), small(0x22, 1), small(0x22, 40)])
        #expect(try await views.values(.bodyWeight).map(\.value) == [71.5, 71.5])
        // Stabilized, then with an impedance of 500 Ohm.
        func large(_ flags: UInt8, _ impedance: [UInt8]) -> (UInt16, [UInt8]) {
            (0x181B, [0x02, flags] + stamp(50) + impedance + [0xDC, 0x37])
        }
        try await views.receive(
            2, [large(0x24, [0, 0]), large(0x26, [0xF4, 0x01]), large(0x26, [0xF4, 0x01])], at: Views.start + .seconds(100))
        #expect(try await views.values(.bodyWeight).count == 3)
    }

    @Test("A hundred stored spot checks that come on five connections are a hundred")
    func spotChecks() async throws {
        let checks = (0..<100).map { index -> (UInt16, [UInt8]) in
            (0x2A5E, [0x01, 97, 0, 72, 0, 0xEA, 0x07, 11, 20, 8, UInt8(index / 60), UInt8(index % 60)])
        }
        for connection in 1...5 as ClosedRange<UInt64> {
            try await views.receive(connection, checks, at: Views.start + .seconds(1000 * connection))
        }
        for metric in [Metric.oxygenSaturation, .pulseRate] {
            let values = try await views.values(metric)
            #expect(values.count == 100)
            #expect(values.first?.time.description == "2026-11-20T08:00:00.000Z")
            #expect(values.last?.time.description == "2026-11-20T08:01:39.000Z")
        }
    }

    @Test(
        "A spot check without a date is one until it has not come for a day, and nobody knows its time",
        arguments: [[0x00, 97, 0, 72, 0], [0x11, 97, 0, 72, 0, 0xD0, 0x07, 1, 1, 0, 0, 17]] as [[UInt8]])
    func undated(check: [UInt8]) async throws {
        let other: [UInt8] = [check[0], 98] + check.dropFirst(2)
        let features: [UInt8] = [0x04, 0x00]
        for hour in [1, 20, 40, 60] as [UInt64] {
            try await views.receive(
                hour, [(0x2A60, features), (0x2A5E, check), (0x2A5E, other)], at: Views.start + .seconds(3600 * hour))
        }
        let values = try await views.values(.oxygenSaturation)
        #expect(values.map(\.value) == [97, 98])
        #expect(values.map(\.timeQuality) == [.estimated, .estimated])
        try await views.receive(100, [(0x2A5E, check)], at: Views.start + .seconds(3600 * 60) + Self.day + .seconds(1))
        #expect(try await views.values(.oxygenSaturation).map(\.value) == [97, 98, 97])
    }

    @Test("Of an oximeter that stores nothing every spot check counts, and is of its arrival")
    func unstored() async throws {
        let check: (UInt16, [UInt8]) = (0x2A5E, [0x00, 97, 0, 72, 0])
        try await views.receive(1, [(0x2A60, [0x00, 0x00]), check, check])
        let values = try await views.values(.oxygenSaturation)
        #expect(values.map(\.time) == [Views.start - .seconds(1), Views.start])
        #expect(values.map(\.timeQuality) == [.synchronized, .synchronized])
    }

    @Test("Recent values are bounded, and a backlog of another time is none of them")
    func recent() {
        var recent = RecentValues()
        func isRepeat(_ number: Int, at seconds: Int) -> Bool {
            recent.isRepeat(
                .plxSpotCheckMeasurement, [UInt8(number & 0xFF), UInt8(number >> 8)], at: Views.start + .seconds(seconds),
                within: .seconds(10), renewing: false)
        }
        let found = [isRepeat(1, at: 0), isRepeat(1, at: 10), isRepeat(1, at: -10), isRepeat(1, at: -11), isRepeat(1, at: 11)]
        #expect(found == [false, true, true, false, false])
        for number in 0..<3 * RecentValues.countMax { _ = isRepeat(number, at: 20) }
        #expect(JSON.bytes(recent).count < 100 * RecentValues.countMax)
    }
}
