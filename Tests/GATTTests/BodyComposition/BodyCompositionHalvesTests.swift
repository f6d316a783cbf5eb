import GATT
import Testing
import Vitals

@Suite("Body Composition in two halves")
struct BodyCompositionHalvesTests {
    private static func decode(_ hex: String) throws -> BodyCompositionMeasurement {
        try BodyCompositionMeasurement(decoding: Vector.bytes(hex).span)
    }

    static let shown = DeviceDateTime(year: 2026, month: 11, day: 23, hour: 7, minute: 45, second: 10)
    /// Time stamp, user, basal metabolism, muscle percentage.
    static let first = "1E10 BB00 EA07 0B 17 07 2D 0A 03 8418 9C01"
    /// Impedance, weight, height.
    static let second = "001E BB00 0314 E236 F406"

    @Test("A measurement in one value is whole at once")
    func single() throws {
        var halves = BodyCompositionHalves()
        let measurement = try Self.decode("0004 BB00 E236")
        #expect(halves.add(measurement) == [WholeBodyComposition(measurement: measurement, isIncomplete: false, missing: [])])
        #expect(halves.end() == nil)
    }

    @Test("Two halves make one measurement, of one time and one user, that tells each quantity once", arguments: ["BB00", "FFFF"])
    func joined(fatOfSecond: String) throws {
        var halves = BodyCompositionHalves()
        #expect(halves.add(try Self.decode(Self.first)).isEmpty)
        let settled = halves.add(try Self.decode("001E \(fatOfSecond) 0314 E236 F406"))
        let whole = try #require(settled.first)
        #expect(settled.count == 1)
        #expect(!whole.isIncomplete)
        #expect(whole.missing.isEmpty)
        #expect(whole.measurement.timeStamp == Self.shown)
        #expect(whole.measurement.user == MeasuredUser(id: 3))
        #expect(
            whole.measurement.readings.map(\.metric) == [
                .bodyFatPercentage, .basalMetabolism, .musclePercentage, .bodyImpedance, .bodyWeight, .bodyHeight,
            ])
        #expect(whole.measurement.readings.map(\.value) == [18.7, 6276, 41.2, 512.3, 70.25, 1.78])
        #expect(Set(whole.measurement.readings.map(\.time)) == [.device(Self.shown)])
        #expect(halves.end() == nil)
    }

    @Test("Body fat may come with either half")
    func fat() throws {
        var halves = BodyCompositionHalves()
        _ = halves.add(try Self.decode("0810 FFFF 8418"))
        #expect(halves.add(try Self.decode(Self.second)).first?.measurement.bodyFatTicks == 187)
    }

    @Test("Without the second half, the measurement says what it lacks")
    func missing() throws {
        // Basal metabolism, muscle percentage, impedance and weight.
        var known = BodyCompositionHalves(feature: BodyCompositionFeature(bits: 1 << 2 | 1 << 3 | 1 << 8 | 1 << 9))
        let measurement = try Self.decode(Self.first)
        _ = known.add(measurement)
        #expect(known.end() == WholeBodyComposition(measurement: measurement, isIncomplete: true, missing: [.impedance, .weight]))
        #expect(known.end() == nil)
        var unknown = BodyCompositionHalves()
        _ = unknown.add(measurement)
        #expect(
            unknown.end()?.missing == [.muscleMass, .fatFreeMass, .softLeanMass, .bodyWaterMass, .impedance, .weight, .height])
    }

    @Test("A whole measurement after a first half leaves that half alone")
    func interrupted() throws {
        var halves = BodyCompositionHalves()
        let (first, other) = (try Self.decode(Self.first), try Self.decode("0004 BB00 E236"))
        _ = halves.add(first)
        let settled = halves.add(other)
        #expect(settled.map(\.measurement) == [first, other])
        #expect(settled.map(\.isIncomplete) == [true, false])
    }

    @Test(
        "What contradicts the first half, or tells the same, begins a new measurement",
        arguments: [
            "011E BB00 0314 E236 F406 (pounds)", "001E BC00 (other body fat) 0314 E236 F406", "041E BB00 04 (other user) 0314 E236 F406",
            "021E BB00 EA07 0B 17 07 2D 0B (other time) 0314 E236 F406", "081E BB00 8418 (metabolism again) 0314 E236 F406",
            "0010 BB00 (nothing more)",
        ])
    func another(hex: String) throws {
        var halves = BodyCompositionHalves()
        let (first, other) = (try Self.decode(Self.first), try Self.decode(hex))
        _ = halves.add(first)
        let settled = halves.add(other)
        #expect(settled.map(\.measurement) == [first])
        #expect(settled.map(\.isIncomplete) == [true])
        #expect(halves.end()?.measurement == other)
    }
}
