import GATT
import Testing

@Suite("Control points of sport")
struct ControlPointRoundTripTests {
    @Test("are encoded to the octets that they were decoded from")
    func roundTrip() throws {
        var count = 0
        for vector in SpeedAndCadenceTests.vectors + CyclingPowerControlPointTests.vectors + FitnessMachineControlTests.vectors {
            let value = try #require(CharacteristicDescription(uuid: vector.uuid)).decode(vector.bytes)
            switch value {
            case let point as SCControlPoint: #expect(point.encoded == vector.bytes)
            case let point as CyclingPowerControlPoint: #expect(point.encoded == vector.bytes)
            case let point as FitnessMachineControlPoint: #expect(point.encoded == vector.bytes)
            case let status as FitnessMachineStatus: #expect(status.encoded == vector.bytes)
            default: continue
            }
            count += 1
        }
        #expect(count > 80)
    }

    @Test("refuse what is left over after a request")
    func trailing() throws {
        for hex in ["02 00", "04 00"] {
            #expect(throws: DecodingError.trailing(at: 1, has: 1)) { try CharacteristicDescription.decode("2A55", hex) }
        }
        #expect(throws: DecodingError.trailing(at: 5, has: 1)) { try CharacteristicDescription.decode("2A55", "01 00000000 00") }
        #expect(throws: DecodingError.trailing(at: 1, has: 1)) { try CharacteristicDescription.decode("2A66", "05 00") }
        #expect(throws: DecodingError.trailing(at: 5, has: 1)) { try CharacteristicDescription.decode("2A66", "20 05 01 5901 00") }
        #expect(throws: DecodingError.trailing(at: 1, has: 1)) { try CharacteristicDescription.decode("2AD9", "00 00") }
        #expect(throws: DecodingError.trailing(at: 1, has: 1)) { try CharacteristicDescription.decode("2ADA", "FF 00") }
    }
}

extension CharacteristicDescription {
    /// A value of the catalogue, of annotated hex.
    static func decode(_ uuid: String, _ hex: String) throws -> any CharacteristicValue {
        let vector = Vector(uuid, hex, [])
        return try #require(Self(uuid: vector.uuid)).decode(vector.bytes)
    }
}
