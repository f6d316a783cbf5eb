import Testing

@Suite("Data of fitness machines")
struct FitnessMachineDataTests {
    @Test("A treadmill is decoded field by field", arguments: treadmill)
    func decodesTreadmill(vector: Vector) throws { try vector.check() }

    @Test("A cross trainer is decoded field by field", arguments: crossTrainer)
    func decodesCrossTrainer(vector: Vector) throws { try vector.check() }

    @Test("Climbers are decoded field by field", arguments: stepClimber + stairClimber)
    func decodesClimbers(vector: Vector) throws { try vector.check() }

    @Test("A rower is decoded field by field", arguments: rower)
    func decodesRower(vector: Vector) throws { try vector.check() }

    @Test("An indoor bike is decoded field by field", arguments: indoorBike)
    func decodesIndoorBike(vector: Vector) throws { try vector.check() }
}
