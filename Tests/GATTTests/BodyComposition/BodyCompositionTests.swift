import GATT
import Testing

@Suite("Body Composition")
struct BodyCompositionTests {
    @Test("Each quantity is decoded alone", arguments: BodyCompositionVectors.alone)
    func alone(vector: Vector) throws { try vector.check() }

    @Test("All quantities are decoded together", arguments: BodyCompositionVectors.together)
    func together(vector: Vector) throws { try vector.check() }

    @Test("Every feature and resolution has its name", arguments: BodyCompositionVectors.features)
    func features(vector: Vector) throws { try vector.check() }

    @Test("Features say which parts are supported", arguments: BodyCompositionPart.allCases)
    func supports(part: BodyCompositionPart) {
        let position = UInt32(BodyCompositionPart.allCases.firstIndex(of: part) ?? 0)
        let feature = BodyCompositionFeature(bits: 1 << (position + 2))
        #expect(BodyCompositionPart.allCases.filter(feature.supports) == [part])
    }

    @Test("Bytes after the last field are an error unless a reserved flag announces them")
    func trailing() throws {
        let characteristic = try #require(CharacteristicDescription(uuid: .bodyCompositionMeasurement))
        #expect(throws: DecodingError.trailing(at: 4, has: 2)) { try characteristic.decode(Vector.bytes("0000 BB00 0000")) }
        #expect(throws: DecodingError.truncated(at: 4, needs: 2, has: 1)) { try characteristic.decode(Vector.bytes("0008 BB00 F4")) }
    }
}
