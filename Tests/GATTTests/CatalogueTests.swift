import GATT
import TestSupport
import Testing
import Vitals

@Suite("The catalogue of characteristics")
struct CatalogueTests {
    @Test("Every characteristic is found by its UUID, and no UUID stands for two")
    func unique() {
        #expect(Set(CharacteristicDescription.all.map(\.uuid)).count == CharacteristicDescription.all.count)
        for characteristic in CharacteristicDescription.all {
            #expect(CharacteristicDescription(uuid: characteristic.uuid)?.name == characteristic.name)
        }
        #expect(CharacteristicDescription(uuid: BluetoothUUID(short: 0xFFFF)) == nil)
    }

    @Test("Decoding is total: random bytes are decoded or refused, never trapped on", arguments: CharacteristicDescription.all.indices)
    func total(index: Int) {
        let characteristic = CharacteristicDescription.all[index]
        var random = SeededGenerator(seed: UInt64(index))
        for round in 0..<4000 {
            var bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
            // Few flags: so that more of the values are whole.
            if round.isMultiple(of: 2), !bytes.isEmpty { bytes[0] &= UInt8.random(in: 0...255, using: &random) }
            guard let value = try? characteristic.decode(bytes) else { continue }
            for reading in value.readings { #expect(reading.value.isFinite, "\(characteristic.name): \(bytes)") }
            #expect(value.fields.allSatisfy { !$0.description.isEmpty })
        }
    }
}
