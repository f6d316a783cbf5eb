import GATT
import Testing
import Vitals

@Suite("Records of several notifications")
struct FitnessMachineRecordJoinerTests {
    private func treadmill(_ hex: String) throws -> TreadmillData {
        try #require(try CharacteristicDescription.decode("2ACD", hex) as? TreadmillData)
    }

    private func text(_ record: TreadmillData?) -> [String]? { record?.fields.map(\.description) }

    @Test("A record in one notification is whole at once")
    func single() throws {
        var joiner = FitnessMachineRecordJoiner<TreadmillData>()
        #expect(text(joiner.add(try treadmill("0000 6801"))) == ["instantaneous_speed: 3.60 km/h"])
    }

    @Test("Parts are joined in the order of the specification, whatever theirs was")
    func joined() throws {
        var joiner = FitnessMachineRecordJoiner<TreadmillData>()
        #expect(joiner.add(try treadmill("0101 8C (heart rate)")) == nil)
        #expect(joiner.add(try treadmill("0504 0A0000 (distance) 0C00 (time)")) == nil)
        let record = joiner.add(try treadmill("0004 6801 (speed) 0C00 (the same time)"))
        #expect(
            text(record) == ["instantaneous_speed: 3.60 km/h", "total_distance: 10 m", "heart_rate: 140 /min", "elapsed_time: 12 s"])
        #expect(record?.machine.moreData == false)
        #expect(text(joiner.add(try treadmill("0000 D002"))) == ["instantaneous_speed: 7.20 km/h"])
        #expect(joiner.droppedRecords == 0)
    }

    @Test("A record whose end was lost does not leak into the next")
    func lost() throws {
        var joiner = FitnessMachineRecordJoiner<TreadmillData>()
        #expect(joiner.add(try treadmill("0105 8C 0100 (heart rate 140 at 1 s)")) == nil)
        #expect(joiner.add(try treadmill("0104 0200 (2 s)")) == nil)
        #expect(text(joiner.add(try treadmill("0000 6801"))) == ["instantaneous_speed: 3.60 km/h", "elapsed_time: 2 s"])
        #expect(joiner.droppedRecords == 1)
    }

    @Test("A record that never ends is bounded")
    func endless() throws {
        var joiner = FitnessMachineRecordJoiner<TreadmillData>()
        for _ in 0..<100 { #expect(joiner.add(try treadmill("0101 8C")) == nil) }
        #expect(joiner.droppedRecords == 100 / FitnessMachineRecordJoiner<TreadmillData>.partsMax)
    }

    @Test("The direction of a cross trainer stays with the record")
    func direction() throws {
        var joiner = FitnessMachineRecordJoiner<CrossTrainerData>()
        let first = try #require(try CharacteristicDescription.decode("2ACE", "018800 50") as? CrossTrainerData)
        let last = try #require(try CharacteristicDescription.decode("2ACE", "008000 6801") as? CrossTrainerData)
        #expect(joiner.add(first) == nil)
        let joined = joiner.add(last)
        let record = try #require(joined)
        #expect(record.movesBackward)
        #expect(record.readings.map(\.metric.key) == ["speed", "heart_rate"])
    }
}
