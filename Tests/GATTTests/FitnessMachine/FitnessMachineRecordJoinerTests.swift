import Foundation
import GATT
import Testing
import Vitals

@Suite("Records of several notifications")
struct FitnessMachineRecordJoinerTests {
    private func treadmill(_ hex: String, _ joiner: inout FitnessMachineRecordJoiner) throws -> [String]? {
        let part = try #require(try CharacteristicDescription.decode("2ACD", hex) as? TreadmillData)
        return joiner.add(part, sentAs: Vector.bytes(hex))?.fields.map(\.description)
    }

    @Test("A record in one notification is whole at once")
    func single() throws {
        var joiner = FitnessMachineRecordJoiner()
        #expect(try treadmill("0000 6801", &joiner) == ["instantaneous_speed: 3.60 km/h"])
    }

    @Test("Parts are joined in the order of the specification, whatever theirs was, and though they were stored between")
    func joined() throws {
        var joiner = FitnessMachineRecordJoiner()
        #expect(try treadmill("0101 8C (heart rate)", &joiner) == nil)
        #expect(try treadmill("0504 0A0000 (distance) 0C00 (time)", &joiner) == nil)
        joiner = try JSONDecoder().decode(FitnessMachineRecordJoiner.self, from: JSONEncoder().encode(joiner))
        #expect(
            try treadmill("0004 6801 (speed) 0C00 (the same time)", &joiner)
                == ["instantaneous_speed: 3.60 km/h", "total_distance: 10 m", "heart_rate: 140 /min", "elapsed_time: 12 s"])
        #expect(try treadmill("0000 D002", &joiner) == ["instantaneous_speed: 7.20 km/h"])
        #expect(joiner.droppedRecords == 0)
    }

    @Test("A record whose end was lost does not leak into the next")
    func lost() throws {
        var joiner = FitnessMachineRecordJoiner()
        #expect(try treadmill("0105 8C 0100 (heart rate 140 at 1 s)", &joiner) == nil)
        #expect(try treadmill("0104 0200 (2 s)", &joiner) == nil)
        #expect(try treadmill("0000 6801", &joiner) == ["instantaneous_speed: 3.60 km/h", "elapsed_time: 2 s"])
        #expect(joiner.droppedRecords == 1)
    }

    @Test("A record that never ends is bounded")
    func endless() throws {
        var joiner = FitnessMachineRecordJoiner()
        for _ in 0..<100 { #expect(try treadmill("0101 8C", &joiner) == nil) }
        #expect(joiner.droppedRecords == 100 / FitnessMachineRecordJoiner.partsMax)
    }

    @Test("The direction of a cross trainer stays with the record, whose type need not be known when it is joined")
    func direction() throws {
        var joiner = FitnessMachineRecordJoiner()
        var joined: (any FitnessMachineRecord)?
        for hex in ["018800 50", "008000 6801"] {
            let part = try #require(try CharacteristicDescription.decode("2ACE", hex) as? any FitnessMachineRecord)
            #expect(joined == nil)
            joined = joiner.add(part, sentAs: Vector.bytes(hex))
        }
        let record = try #require(joined as? CrossTrainerData)
        #expect(record.movesBackward)
        #expect(record.readings.map(\.metric.key) == ["speed", "heart_rate"])
    }
}
