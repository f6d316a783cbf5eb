// The same data many times, over several gateways, in any order: what is shown is what was measured.

import EventLog
import GATT
import GRDB
import TestSupport
import Testing
import Timeline
import Uplink
import Vitals

@testable import Collector

@Suite("The same data many times", .serialized)
struct SameDataTests {
    /// Ten minutes of a strap, a value a second, and a cuff's measurement each minute.
    private func frames() throws -> [(second: Int, frames: [(BluetoothUUID, [UInt8])])] {
        var random = SeededGenerator(seed: 4)
        return (0..<600).map { second in
            let rate = UInt8.random(in: 55...95, using: &random)
            var values: [(BluetoothUUID, [UInt8])] = [
                (.heartRateMeasurement, [0x10, rate, UInt8.random(in: 0...255, using: &random), 0x03])
            ]
            if second.isMultiple(of: 60) {
                // 120/80, pulse 70, at a time that the cuff stamped.
                values.append(
                    (
                        BluetoothUUID(short: 0x2A35),
                        [0x02, UInt8(110 + second / 60), 0, 80, 0, 93, 0, 0xEA, 0x07, 11, 23, 7, UInt8(second / 60), 0]
                    ))
            }
            return (second, values)
        }
    }

    /// Batches of ten seconds each, as a gateway sees them: with a boot, a clock and a time zone of its own.
    private func batches(
        _ gateway: Int, epoch: UInt64, utcOffsetMinutes: Int, setsClockLate: Bool
    ) throws -> [Batch] {
        let device = try #require(Batch.strap)
        let all = try frames()
        return stride(from: 0, to: all.count, by: 10).map { start in
            let end = all[start..<min(start + 10, all.count)]
            let wall = Views.start + .seconds(start + 10)
            let instant = Instant(sinceBoot: .seconds(1000 * (gateway + 1) + start + 10))
            let isSet = !setsClockLate || start >= 300
            return Batch(
                epoch: epoch, sequence: UInt64(start / 10 + 1),
                // Until its clock is set it shows 1970, and jumps.
                anchor: ClockAnchor(
                    boot: UInt32(gateway), instant: instant, wall: isSet ? wall : Timestamp(milliseconds: Int64(start) * 700),
                    isSynchronized: isSet, utcOffsetMinutes: utcOffsetMinutes),
                isSimulated: false,
                // The cuff's clock is read before anything else, as a gateway does on connecting.
                frames: [clock(of: device, at: start, arrival: Instant(sinceBoot: instant.sinceBoot - .seconds(10)))]
                    + end.flatMap { second, values in
                        values.map {
                            Frame(
                                device: device, characteristic: $0.0, origin: .notification,
                                arrival: Instant(sinceBoot: instant.sinceBoot - .seconds(start + 10 - second)), value: $0.1)
                        }
                    })
        }
    }

    /// Current Time: the cuff shows the time of Greenwich, wherever it is.
    private func clock(of device: DeviceAddress, at second: Int, arrival: Instant) -> Frame {
        Frame(
            device: device, characteristic: BluetoothUUID(short: 0x2A2B), origin: .read, arrival: arrival,
            value: [0xEA, 0x07, 11, 23, 7, UInt8(second / 60), UInt8(second % 60), 1, 0, 0])
    }

    private func shown(_ views: Views, _ metric: Metric) async throws -> [String] {
        let query = ObservationQuery(person: try PersonID("anna"), metric: metric, from: .first, to: .last, limit: 10_000)
        return try await views.pool.read { db in try ObservationStore(db).page(query).observations }.map {
            "\($0.time) \($0.value) \($0.quality)"
        }
    }

    private func rollups(_ views: Views, _ metric: Metric) async throws -> [RollupPoint] {
        try await views.pool.write { db in try ObservationStore(db).compactAll() }
        let query = RollupQuery(
            person: try PersonID("anna"), metric: metric, isSimulated: false, from: Views.start, to: Views.start + .seconds(3600),
            resolution: .minute)
        return try await views.pool.read { db in try ObservationStore(db).rollups(query) }
    }

    @Test(
        "Ten times, through three gateways, shuffled, with clocks that jump and time zones that change, nothing is shown twice",
        arguments: 0..<4 as Range<UInt64>)
    func resolved(seed: UInt64) async throws {
        let once = try Views(TemporaryFolder())
        try await once.append(batches(0, epoch: 1, utcOffsetMinutes: 0, setsClockLate: false), from: GatewayID("gw-0"))
        try await once.project()

        var random = SeededGenerator(seed: seed)
        let often = try Views(TemporaryFolder())
        var all: [(gateway: String, batch: Batch)] = []
        for copy in 0..<10 {
            let gateway = copy % 3
            // Across the Atlantic, where the wall clock is another one and time is the same.
            for batch in try batches(
                gateway, epoch: UInt64(copy + 1), utcOffsetMinutes: gateway == 2 ? -300 : 0, setsClockLate: gateway == 1)
            {
                all.append(("gw-\(gateway)", batch))
            }
        }
        all.shuffle(using: &random)
        for (gateway, batch) in all { try await often.append([batch], from: GatewayID(gateway)) }
        try await often.project()

        for metric in [Metric.heartRate, .rrInterval, .systolicPressure] {
            let (expected, found) = try await (shown(once, metric), shown(often, metric))
            #expect(!expected.isEmpty)
            #expect(found == expected, "\(metric.key): \(found.count) of \(expected.count)")
            #expect(try await rollups(often, metric) == rollups(once, metric))
        }
        // All of it is kept.
        #expect(try await often.values(.heartRate).count == 6000)
    }
}
