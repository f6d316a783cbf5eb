// Records of a continuous glucose sensor: once each, and at the minute of their session.

import TestSupport
import Testing
import Vitals

@testable import Collector

@Suite("Sessions of a glucose sensor")
struct SensorSessionTests {
    private let views: Views

    init() throws { views = try Views(TemporaryFolder()) }

    /// A record of 100 mg/dL and more, as many as there are minutes.
    private static func record(_ minute: UInt8) -> [UInt8] { [6, 0, 100 + minute, 0, minute, 0] }

    private func notified(_ minutes: UInt8...) -> (UInt16, [UInt8]) { (0x2AA7, minutes.flatMap(Self.record)) }

    private func status(minute: UInt16, isStopped: Bool = false) -> (UInt16, [UInt8]) {
        (0x2AA9, [UInt8(minute & 0xFF), UInt8(minute >> 8), isStopped ? 1 : 0, 0, 0])
    }

    /// At so many hours and minutes of the day on which `Views.start` lies; the sensor is in UTC+1.
    private func started(_ hour: UInt8, _ minute: UInt8, year: Int = 2026) -> (UInt16, [UInt8]) {
        (0x2AAA, [UInt8(year & 0xFF), UInt8(year >> 8), year == 0 ? 0 : 11, year == 0 ? 0 : 23, hour, minute, 0, 4, 0])
    }

    private func minutes(since start: Timestamp) async throws -> [Double] {
        try await views.values(.interstitialGlucose).map { ($0.time - start).inSeconds / 60 }
    }

    // 07:00 in UTC: 2026-11-23.
    private let start = Views.start

    @Test("A record that came live is not told again when it is fetched, in whatever company")
    func once() async throws {
        try await views.receive(1, [started(8, 0), notified(5), notified(10)], at: start + .seconds(600))
        try await views.receive(2, [started(8, 0), notified(0, 5, 10), notified(15)], at: start + .seconds(900))
        try await views.receive(3, [notified(5), notified(15, 20)], at: start + .seconds(1200))
        let values = try await views.values(.interstitialGlucose)
        #expect(values.map(\.value) == [100, 105, 110, 115, 120])
        #expect(values.map(\.timeQuality) == Array(repeating: .corrected, count: 5))
        #expect(try await minutes(since: start) == [0, 5, 10, 15, 20])
    }

    @Test("A sensor that does not know its start tells how long it has lasted, and records lie by that")
    func lasted() async throws {
        try await views.receive(1, [status(minute: 60), started(0, 0, year: 0), notified(5, 10)], at: start + .seconds(3602))
        try await views.receive(2, [status(minute: 90), notified(10, 15)], at: start + .seconds(5459))
        let values = try await views.values(.interstitialGlucose)
        #expect(values.map(\.value) == [105, 110, 115])
        #expect(try await minutes(since: start) == [5, 10, 15])
        #expect(values.map(\.timeQuality) == [.corrected, .corrected, .corrected])
    }

    @Test("The same minute of another session is another record", arguments: [true, false])
    func another(knowsStart: Bool) async throws {
        let day = Duration.seconds(86_400)
        let first = knowsStart ? started(7, 0) : started(0, 0, year: 0)
        let second = knowsStart ? started(8, 0) : started(0, 0, year: 0)
        try await views.receive(1, [status(minute: 60), first, notified(5)], at: start + .seconds(1))
        try await views.receive(2, [status(minute: 10), second, notified(5), notified(5)], at: start + .seconds(601))
        try await views.receive(3, [status(minute: 1450), second, notified(5)], at: start + day + .seconds(601))
        #expect(try await views.values(.interstitialGlucose).map(\.value) == [105, 105])
        let expected: [Double] = [-55, 5]
        #expect(try await minutes(since: start).map { $0.rounded() } == expected)
    }

    @Test("A sensor whose session changed tells it by its start alone")
    func startAlone() async throws {
        try await views.receive(1, [started(7, 0), notified(5)])
        try await views.receive(2, [started(7, 1), notified(5)], at: start + .seconds(60))
        #expect(try await views.values(.interstitialGlucose).count == 1)
        try await views.receive(3, [started(8, 0), notified(5)], at: start + .seconds(600))
        #expect(try await minutes(since: start) == [-55, 5])
    }

    @Test("A stopped session and a backlog say nothing of the one that runs")
    func stopped() {
        var session = SensorSession()
        session.lasted(minutes: 60, read: start, .corrected)
        let known = session
        session.lasted(minutes: 5, read: start - .seconds(1), .corrected)
        #expect(session == known)
        session.lasted(minutes: 61, read: start + .seconds(90), .corrected)
        #expect(session.start == known.start)
        #expect(session.number == 0)
    }
}
