// Values that come in pieces are observed when they are whole, wherever a batch or a restart cuts them.

import GATT
import TestSupport
import Testing
import Uplink
import Vitals

@testable import Collector

@Suite("Values in pieces")
struct PiecesProjectionTests {
    private let views: Views

    init() throws { views = try Views(TemporaryFolder()) }

    @Suite("of a Viatom ring")
    struct Viatom {
        private let views: Views

        init() throws { views = try Views(TemporaryFolder()) }

        /// Saturation, 66 a minute, battery 97 %, perfusion index 1.0 %, worn.
        static func response(_ saturation: UInt8) -> [UInt8] {
            ViatomPacket(.response, command: 0, payload: [saturation, 66, 0, 0, 0, 0, 0, 97, 0, 0, 10, 1, 0]).bytes
        }

        @Test("A response is told with the notification that completes it, also in another batch")
        func pieces() async throws {
            let bytes = Self.response(98) + Self.response(97)
            try await views.receive(1, [(.viatomNotify, Array(bytes[0..<9]))])
            #expect(try await views.values(.oxygenSaturation).isEmpty)
            try await views.receive(
                2, [(.viatomNotify, Array(bytes[9..<30])), (.viatomNotify, Array(bytes[30...]))], at: Views.start + .seconds(2))
            let measured = try await views.values(.oxygenSaturation)
            #expect(measured.map(\.value) == [98, 97])
            #expect(measured.map(\.time) == [Views.start + .seconds(1), Views.start + .seconds(2)])
            #expect(try await views.values(.pulseRate).map(\.value) == [66, 66])
        }

        @Test("Two responses in one notification are both told")
        func two() async throws {
            try await views.receive(1, [(.viatomNotify, Self.response(98) + Self.response(97))])
            #expect(try await Set(views.values(.oxygenSaturation).map(\.value)) == [98, 97])
        }

        @Test("A fragment is no error, and one that was never completed is forgotten")
        func fragments() async throws {
            let bytes = Self.response(98)
            try await views.receive(1, [(.viatomNotify, Array(bytes.prefix(10)))])
            try await views.receive(2, [(.viatomNotify, Array(bytes.dropFirst(10)))], at: Views.start + .seconds(60))
            #expect(try await views.values(.oxygenSaturation).isEmpty)
            try await views.receive(3, [(.viatomNotify, bytes)], at: Views.start + .seconds(61))
            #expect(try await views.values(.oxygenSaturation).map(\.value) == [98])
        }
    }

    @Suite("of a cuff that stores")
    struct Cuff {
        private let views: Views

        init() throws { views = try Views(TemporaryFolder()) }

        /// Pressures of 120, 80 and 93 mm[Hg]; a time stamp of 2026-10-01T08:00:00 in seconds since 2000.
        static let measurement: [UInt8] = [0x42, 120, 0, 80, 0, 93, 0] + [0x80, 0xCF, 0x50, 0x32]

        /// The measurement in segments of so many bytes, with the checksum over everything that was sent before it.
        static func record(
            _ number: UInt8, _ bytes: [UInt8] = measurement, of uuid: [UInt8] = [0x34, 0x2B], segment size: Int, hasChecksum: Bool = false
        ) -> [(UInt16, [UInt8])] {
            let starts = Array(stride(from: 0, to: bytes.count, by: size))
            var checksum = ChecksumCCITT()
            return starts.enumerated().map { index, start in
                let header = UInt8(index << 2) | (index == 0 ? 1 : 0) | (start == starts.last ? 2 : 0)
                var segment = [header, number, 0] + uuid + bytes[start..<min(start + size, bytes.count)]
                for byte in segment { checksum.add(byte) }
                if hasChecksum, start == starts.last { segment += [UInt8(checksum.value & 0xFF), UInt8(checksum.value >> 8)] }
                return (0x2B36, segment)
            }
        }

        @Test(
            "Segments make one measurement at its own time, however long they are, with a checksum and without",
            arguments: [3, 4, 11], [true, false])
        func segments(size: Int, hasChecksum: Bool) async throws {
            let record = Self.record(7, segment: size, hasChecksum: hasChecksum)
            try await views.receive(1, record)
            try await views.receive(2, record, at: Views.start + .seconds(100))
            let measured = try await views.values(.systolicPressure)
            #expect(measured.map(\.value) == [120])
            #expect(measured.map(\.time.description) == ["2026-10-01T08:00:00.000Z"])
            #expect(try await views.values(.diastolicPressure).map(\.value) == [80])
            #expect(try await views.values(.meanArterialPressure).map(\.value) == [93])
        }

        @Test("A cuff whose features promise a checksum has to send one")
        func features() async throws {
            try await views.receive(1, [(0x2A49, [0x40, 0])] + Self.record(7, segment: 4))
            #expect(try await views.values(.systolicPressure).isEmpty)
            try await views.receive(2, Self.record(7, segment: 4, hasChecksum: true))
            #expect(try await views.values(.systolicPressure).count == 1)
        }

        @Test("A lost segment costs its record only, and that only until it is sent again")
        func lost() async throws {
            let record = Self.record(7, segment: 4)
            try await views.receive(1, [record[0], record[2]] + Self.record(8, [0, 121, 0, 80, 0, 93, 0], segment: 4) + record)
            #expect(try await views.values(.systolicPressure).map(\.value).sorted() == [120, 121])
        }

        @Test("What came live is not told again when it is fetched")
        func live() async throws {
            try await views.receive(1, [(0x2B34, Self.measurement)])
            try await views.receive(2, Self.record(7, segment: 4) + Self.record(7, segment: 100), at: Views.start + .seconds(100))
            #expect(try await views.values(.systolicPressure).map(\.value) == [120])
        }

        @Test("A stored measurement without a date is told apart by its number, and nobody knows its time")
        func undated() async throws {
            let undated: [UInt8] = [0x00, 120, 0, 80, 0, 93, 0]
            let records = [7, 8].flatMap { Self.record($0, undated, of: [0x35, 0x2A], segment: 3) }
            try await views.receive(1, records)
            try await views.receive(2, records, at: Views.start + .seconds(100))
            let measured = try await views.values(.systolicPressure)
            #expect(measured.map(\.value) == [120, 120])
            #expect(measured.map(\.timeQuality) == [.estimated, .estimated])
        }
    }

    // More data, heart rate 140; 3.6 km/h, the end.
    private let parts: [(UInt16, [UInt8])] = [(0x2ACD, [0x01, 0x01, 140]), (0x2ACD, [0x00, 0x00, 0x68, 0x01])]

    @Test("A treadmill's record is told when its last part is there")
    func machine() async throws {
        try await views.receive(1, [parts[0]])
        #expect(try await views.values(.heartRate).isEmpty)
        try await views.receive(2, [parts[1]], at: Views.start + .seconds(1))
        let (rates, speeds) = try await (views.values(.heartRate), views.values(.speed))
        #expect(rates.map(\.value) == [140])
        #expect(speeds.map(\.value) == [1])
        #expect(rates.map(\.time) == [Views.start + .seconds(1)])
    }

    @Test("A record of a link that was lost does not go on a minute later")
    func staleMachine() async throws {
        try await views.receive(1, [parts[0]])
        try await views.receive(2, [parts[1]], at: Views.start + .seconds(60))
        #expect(try await views.values(.heartRate).isEmpty)
        #expect(try await views.values(.speed).map(\.value) == [1])
    }

    @Test("A first half whose second never came is told with the next measurement, at its own time")
    func half() async throws {
        // Fat 20.0 %, 6276 kJ, one of two; fat 21.0 %, whole.
        try await views.receive(1, [(0x2A9C, [0x08, 0x10, 200, 0, 0x84, 0x18])])
        #expect(try await views.values(.bodyFatPercentage).isEmpty)
        try await views.receive(2, [(0x2A9C, [0x00, 0x00, 210, 0])], at: Views.start + .seconds(3600))
        let fat = try await views.values(.bodyFatPercentage)
        #expect(fat.map(\.value) == [20, 21])
        #expect(fat.map(\.time) == [Views.start, Views.start + .seconds(3600)])
        #expect(try await views.values(.basalMetabolism).map(\.time) == [Views.start])
    }

    @Test("A first half that is sent twice is one")
    func halfAgain() async throws {
        let first: [UInt8] = [0x08, 0x10, 200, 0, 0x84, 0x18]
        try await views.receive(1, [(0x2A9C, first), (0x2A9C, first), (0x2A9C, [0x10, 0x10, 200, 0, 0x90, 0x01])])
        #expect(try await views.values(.bodyFatPercentage).map(\.value) == [20])
        #expect(try await views.values(.basalMetabolism).map(\.value) == [6276])
        #expect(try await views.values(.musclePercentage).map(\.value) == [40])
    }

    @Test("Whatever comes, what waits is bounded, and a fragment is neither unknown nor undecodable")
    func bounded() throws {
        let device = try #require(Batch.strap)
        var state = DeviceState()
        var random = SeededGenerator(seed: 7)
        let context = FrameContext(
            person: try PersonID("anna"), gateway: try GatewayID("ward"), time: Views.start, timeQuality: .synchronized,
            utcOffsetMinutes: 0, isSimulated: false, offset: 1, frame: 0)
        func take(_ characteristic: BluetoothUUID, _ bytes: [UInt8]) -> FrameReading {
            Frame(device: device, characteristic: characteristic, origin: .notification, arrival: Instant(sinceBoot: .zero), value: bytes)
                .interpreted(in: context, device: &state)
        }
        for index in 0..<3000 {
            let noise = (0..<Int.random(in: 0...100, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
            // Beginnings that have no end.
            if case .observations = take(.viatomNotify, [0x55, 0x00, 0xFF, 0, 0, 0xFF, 0x07] + noise) {} else { Issue.record("an error") }
            _ = take(.bloodPressureRecord, [UInt8(index << 2 & 0xFF) | (index == 0 ? 1 : 0), 7, 0, 0x34, 0x2B] + noise)
            _ = take(.treadmillData, [0x01, 0x00] + noise)
            _ = take(BluetoothUUID(short: 0x2A9C), [0x00, 0x10] + noise)
            let waiting = (state.pieces ?? [:]).values.flatMap(\.values)
            #expect(waiting.reduce(0) { $0 + $1.count } <= 4 * Pieces.bytesMax)
        }
    }
}
