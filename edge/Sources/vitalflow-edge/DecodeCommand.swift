// `vitalflow-edge decode`: what the bytes of a characteristic mean.

import ArgumentParser
import EdgeAgent
import FoundationEssentials
import GATT
import Vitals

struct DecodeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decode", abstract: "Explain the value of a characteristic.",
        discussion: """
            Example: vitalflow-edge decode 2a37 16 48 0a 03 14 03
            Prints each field with its unit (UCUM), and the observations that the collector makes of the value. What the specification
            reserves, and a characteristic that is not known, is shown as unknown. The exit code is 2 when the value is malformed.
            """)

    @Flag(help: "List the characteristics that are decoded.")
    var list = false

    @Flag(help: "Print JSON.")
    var json = false

    @Argument(help: "The characteristic's UUID, 16-bit or full, then the value in hexadecimal, with or without spaces.")
    var words: [String] = []

    func validate() throws {
        guard list || words.count >= 1 else { throw ValidationError("name a characteristic and its value, such as: decode 2a19 57") }
    }

    func run() throws {
        if list { return try printList() }
        guard let uuid = BluetoothUUID(words[0]) else {
            throw ProgramExit.failure("\"\(words[0])\" is no UUID; write 2a37, 0x2A37 or the full form", ProgramExit.badInput)
        }
        guard let value = HexText.bytes(words.dropFirst().joined()) else {
            throw ProgramExit.failure("the value has to be pairs of hexadecimal digits, such as: 16 48 0a 03", ProgramExit.badInput)
        }
        guard let characteristic = CharacteristicDescription(uuid: uuid) else { return try show(unknown: uuid, value) }
        do {
            try show(characteristic, try characteristic.decode(value))
        } catch let error as DecodingError {
            throw ProgramExit.failure("\(characteristic.name) (\(uuid)): \(error)", ProgramExit.badInput)
        }
    }

    private func show(_ characteristic: CharacteristicDescription, _ value: any CharacteristicValue) throws {
        if json { return try printJSON(DecodedValue(characteristic, value)) }
        print("\(characteristic.name) (\(characteristic.uuid)), \(characteristic.service.name)")
        for field in value.fields { print("  \(field)") }
        if value.readings.isEmpty { return }
        print("observations")
        for reading in value.readings { print("  \(reading)") }
    }

    private func show(unknown uuid: BluetoothUUID, _ value: [UInt8]) throws {
        let field = Field("value", .raw(value))
        if json { return try printJSON(DecodedValue(unknown: uuid, field)) }
        print("unknown characteristic (\(uuid)): it is stored as it is; vitalflow-edge decode --list names those that are known")
        print("  \(field)")
    }

    private func printList() throws {
        if json { return try printJSON(CharacteristicDescription.all.map(ListedCharacteristic.init)) }
        for characteristic in CharacteristicDescription.all {
            print("\(characteristic.uuid)  \(characteristic.name), \(characteristic.service.name) (\(characteristic.access.rawValue))")
        }
    }

    private func printJSON(_ value: some Encodable) throws {
        print(String(decoding: try RuntimeFiles.encoded(value), as: UTF8.self))
    }
}
