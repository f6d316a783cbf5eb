import GATT
import Testing
import Vitals

@Suite("Polar PMD data frames")
struct PolarDataFrameTests {
    @Test("are decoded field by field", arguments: PolarDataVectors.all)
    func decoded(vector: Vector) throws { try vector.check() }

    /// A frame of a Polar Verity Sense at 52 Hz, ±8 g, as github.com/polarofficial/polar-ble-sdk/issues/443 shows it.
    static let veritySense = Vector.bytes(
        """
        02 00416FC41245930A 81 EE021FFE82FF 080A 10DA20D6A30BD9CBE7D6F6C4E6F1E1F3E0151AFE281BF8372C2520131911 0A2F
        ED4FC07EF4E9BB6E800DC82FB03E14D1AFB07F16C4CC208734035412 8BFF8D00C142FBE6D3DFB5E191532FBEF9ED43B03EFDDB9B903DF503605F7BFAD9DFAE000B
        24647040 12CCCFBF04E4C533B038084180EFC212EC178146FDFE5BB001F3D1D76F81FFCD7B0FC2013660 7F43D35F3F3F78CB06484EFF000EFC82
        0551AB55E34A2D1D0C5FBDE858734DBDEB A06751020CC47041CA267FA0028919FE3F5F74E72244203F1566B0524D055CA41FBEE96800
        """)

    @Test("A frame of a real device has all its samples, and the axes add up to something like gravity")
    func real() throws {
        let frame = try #require(try CharacteristicDescription(uuid: .polarData)?.decode(Self.veritySense) as? PolarDataFrame)
        let samples = try #require(frame.samples)
        #expect(samples.count == 1 + 10 + 47)
        let first: [Int32] = [750, -481, -126]
        // Deltas of 16, -38 and 32.
        let second: [Int32] = [766, -519, -94]
        #expect(Array(samples.values.prefix(6)) == first + second)
        let axes = (0..<3).map { samples.quantities(ofChannel: $0) }
        for index in 0..<samples.count {
            let square = axes.map { $0[index] * $0[index] }.reduce(0, +)
            #expect((200...4000).contains(square.squareRoot()))
        }
    }

    @Test("The factor of the stream's settings scales quantities, and no status")
    func factor() throws {
        let frame = try #require(
            try CharacteristicDescription(uuid: .polarData)?
                .decode(Vector.bytes("06 0000000000000000 81 0100 FEFF E803 0300")) as? PolarDataFrame)
        let samples = try #require(frame.samples)
        #expect((0..<4).map { samples.quantities(ofChannel: $0, factor: 0.25)[0] } == [0.25, -0.5, 250, 3])
        #expect(samples.quantities(ofChannel: 4).isEmpty && samples.values(ofChannel: -1).isEmpty)
    }

    @Test("Deltas wider than 32 bits are refused, and more samples than a value of an attribute can hold")
    func bounds() throws {
        let polar = try #require(CharacteristicDescription(uuid: .polarData))
        let header = "02 0000000000000000 81 0000 0000 0000"
        #expect(throws: DecodingError.outOfRange(at: 16, value: 33, allowed: 0...32)) { try polar.decode(Vector.bytes(header + "2101")) }
        // 1 + 5 · 255 samples of three axes are 3828 values; 89 more are 4095.
        let constant = header + String(repeating: "00FF", count: 5)
        #expect(throws: Never.self) { try polar.decode(Vector.bytes(constant + "0059")) }
        #expect(throws: DecodingError.outOfRange(at: 27, value: 90, allowed: 0...89)) { try polar.decode(Vector.bytes(constant + "005A")) }
    }

    @Test("The samples of an electrocardiogram are readings, a hundred and thirtieth of a second apart, the last at arrival")
    func electrocardiogram() throws {
        // As many as a Polar H10 sends at a time: 0, 1000, 2000 … µV.
        let samples = (0..<73).map { Int32($0 * 1000) }
        let bytes = samples.flatMap { sample in (0..<3).map { UInt8(truncatingIfNeeded: sample >> (8 * $0)) } }
        let frame = try #require(try CharacteristicDescription(uuid: .polarData)?.decode([UInt8](repeating: 0, count: 10) + bytes))
        let readings = frame.readings
        #expect(readings.map(\.value) == samples.map(Double.init))
        #expect(readings.allSatisfy { $0.metric == .electrocardiogram })
        #expect(readings.map(\.quality) == samples.map { $0 > 20_000 ? .implausible : .good })
        #expect(readings.map(\.time) == (0..<73).map { .beforeArrival(.seconds(72 - $0) / 130) })
        #expect(readings.last?.time == .beforeArrival(.zero))
    }

    @Test("Each interval ends when the next begins, the last when the frame comes")
    func intervalTimes() throws {
        let frame = try #require(
            try CharacteristicDescription(uuid: .polarData)?
                .decode(Vector.bytes("03 0000000000000000 00 00 2003 0500 00  00 E803 0500 00")))
        let intervals = frame.readings.filter { $0.metric == .rrInterval }
        #expect(intervals.map(\.time) == [.beforeArrival(.milliseconds(1000)), .beforeArrival(.zero)])
    }

    @Test(
        "Movement makes an interval questionable, and a lack of contact outranks it",
        arguments: [
            ("00", ObservationQuality.good), ("01", .questionable), ("04", .noContact), ("05", .noContact), ("06", .good),
            ("07", .questionable),
            ("02", .good),
        ])
    func quality(flags: String, quality: ObservationQuality) throws {
        let frame = try CharacteristicDescription(uuid: .polarData)?.decode(Vector.bytes("03 0000000000000000 00 00 2003 0500" + flags))
        let interval = try #require(frame?.readings.first { $0.metric == .rrInterval })
        #expect(interval.quality == quality)
    }
}

@Suite("The times of Polar's samples")
struct PolarSampleTimesTests {
    static let second: UInt64 = 1_000_000_000

    @Test("The first frame goes by the rate")
    func rate() throws {
        let times = try #require(PolarSampleTimes(count: 5, last: 10 * Self.second, samplesPerSecond: 4))
        #expect((0..<5).map { times[$0] } == [9_000_000_000, 9_250_000_000, 9_500_000_000, 9_750_000_000, 10_000_000_000])
        #expect(times.beforeLast(0) == .seconds(1) && times.beforeLast(4) == .zero)
    }

    @Test("A later frame goes by the device's true rate, and by the nominal one after a gap")
    func previous() throws {
        let steady = try #require(PolarSampleTimes(count: 5, last: 10 * Self.second, after: 8_700_000_000, samplesPerSecond: 4))
        #expect(steady.intervalNanoseconds == 260_000_000)
        let gap = try #require(PolarSampleTimes(count: 5, last: 10 * Self.second, after: 5 * Self.second, samplesPerSecond: 4))
        #expect(gap.intervalNanoseconds == 250_000_000)
        let unnamed = try #require(PolarSampleTimes(count: 5, last: 10 * Self.second, after: 5 * Self.second))
        #expect(unnamed.intervalNanoseconds == 1_000_000_000)
    }

    @Test("Without a rate and a frame before there are no times; none lies before the epoch")
    func impossible() throws {
        #expect(PolarSampleTimes(count: 5, last: 1) == nil)
        #expect(PolarSampleTimes(count: 5, last: 1, after: 2) == nil)
        #expect(PolarSampleTimes(count: 5, last: 1, after: 0, samplesPerSecond: 0) == nil)
        #expect(PolarSampleTimes(count: 0, last: 1, samplesPerSecond: 4) == nil)
        let early = try #require(PolarSampleTimes(count: 5, last: 1, samplesPerSecond: 4))
        #expect(early[0] == 0 && early[4] == 1 && early[99] == 1 && early[-1] == 0)
    }
}
