// Records that were measured while away: once each, and at their own time.

import GATT
import TestSupport
import Testing
import Uplink
import Vitals

@testable import Collector

@Suite("Records in the projection")
struct RecordProjectionTests {
    private let views: Views

    init() throws { views = try Views(TemporaryFolder()) }

    // Sequence number 1, 2026-10-01 08:00:00, 100 mg/dL as 0.001 kg/L · 10^-5, capillary whole blood of the finger.
    private let glucose: [UInt8] = [0x12, 1, 0, 0xEA, 0x07, 10, 1, 8, 0, 0, 100, 0xB0, 0x11]
    // Sequence number 1, 45 g of carbohydrate at breakfast.
    private let context: [UInt8] = [0x01, 1, 0, 1, 45, 0xD0]

    @Test("A record that comes twice is one observation; its context is of its time")
    func once() async throws {
        try await views.receive(1, [(0x2A18, glucose), (0x2A34, context)])
        try await views.receive(2, [(0x2A18, glucose), (0x2A34, context)], at: Views.start + .seconds(100))
        let measured = try await views.values(.bloodGlucose)
        #expect(measured.map(\.value) == [100])
        #expect(measured.map(\.time.description) == ["2026-10-01T08:00:00.000Z"])
        #expect(measured.map(\.timeQuality) == [.estimated])
        let eaten = try await views.values(.carbohydrateIntake)
        #expect(eaten.map(\.value) == [45])
        #expect(eaten.map(\.time) == measured.map(\.time))
    }

    @Test("A clock that was read first corrects the stamps, and says so")
    func corrected() async throws {
        let shown = try #require(DeviceDateTime(asUTC: Views.start - .seconds(86_400)))
        try await views.receive(1, [(0x2A2B, CurrentTime(time: shown, adjustReason: 0).encoded), (0x2A18, glucose)])
        let measured = try await views.values(.bloodGlucose)
        // The clock frame came one second before the batch was sealed.
        #expect(measured.map(\.time.description) == ["2026-10-02T07:59:59.000Z"])
        #expect(measured.map(\.timeQuality) == [.corrected])
    }

    @Test("A weighing that a scale tells twice is one weight, and the halves of a composition are one")
    func scale() async throws {
        // SI, with time stamp: 14300 · 0.005 kg = 71.5 kg.
        let stamp: [UInt8] = [0xEA, 0x07, 11, 23, 8, 0, 0]
        let weight: [UInt8] = [0x02, 0xDC, 0x37] + stamp
        // First half: fat 20.0 %, time stamp, weight; second half: fat, muscle 40.0 %. Both say that there are two.
        let first: [UInt8] = [0x02, 0x14, 200, 0] + stamp + [0xDC, 0x37]
        let second: [UInt8] = [0x10, 0x10, 200, 0, 0x90, 0x01]
        try await views.receive(1, [(0x2A9D, weight), (0x2A9C, first), (0x2A9C, second)])
        #expect(try await views.values(.bodyWeight).map(\.value) == [71.5])
        #expect(try await views.values(.bodyFatPercentage).map(\.value) == [20])
        #expect(try await views.values(.musclePercentage).map(\.value) == [40])
    }

    @Test("A bicycle's counters become speed and cadence, also over their rollover")
    func cycling() async throws {
        // Flags: wheel and crank. A turn of the wheel and half a turn of the crank in a second of 1024 ticks, over the clock's rollover.
        let first: [UInt8] = [0x03, 0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0xFE, 10, 0, 0x00, 0xFC]
        let second: [UInt8] = [0x03, 0x01, 0x00, 0x00, 0x00, 0x00, 0x02, 11, 0, 0x00, 0x04]
        try await views.receive(1, [(0x2A5B, first), (0x2A5B, second)])
        // Two turns of 2.105 m in 1024/1024 s; one turn in 2048/1024 s.
        #expect(try await views.values(.speed).map { ($0.value * 1000).rounded() } == [4210])
        #expect(try await views.values(.cyclingCadence).map(\.value) == [30])
    }

    @Test("The memory of records is bounded, and forgets the oldest first")
    func memory() {
        var memory = RecordMemory()
        func isNew(_ number: Int, _ characteristic: BluetoothUUID = .glucoseMeasurement) -> Bool {
            memory.isNew(characteristic, [UInt8(truncatingIfNeeded: number), UInt8(number >> 8)])
        }
        let first = (0...RecordMemory.countMax).map { isNew($0) }
        #expect(!first.contains(false))
        let again = [isNew(1), isNew(1, .glucoseMeasurementContext), isNew(0)]
        #expect(again == [false, true, true])
    }
}
