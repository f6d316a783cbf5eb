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
            The exit code is 2 when the value is malformed or the characteristic is not known.
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
        guard let characteristic = CharacteristicDescription(uuid: uuid) else {
            throw ProgramExit.failure(
                "characteristic \(uuid) is not known; vitalflow-edge decode --list names those that are", ProgramExit.badInput)
        }
        guard let value = HexText.bytes(words.dropFirst().joined()) else {
            throw ProgramExit.failure("the value has to be pairs of hexadecimal digits, such as: 16 48 0a 03", ProgramExit.badInput)
        }
        do {
            let fields = try characteristic.fields(of: value)
            if json {
                try printJSON(DecodedValue(characteristic, fields))
            } else {
                print("\(characteristic.name) (\(uuid)), \(characteristic.serviceName) Service")
                for field in fields { print("  \(field.name): \(field.text)") }
            }
        } catch {
            throw ProgramExit.failure("\(characteristic.name) (\(uuid)): \(error)", ProgramExit.badInput)
        }
    }

    private func printList() throws {
        if json {
            try printJSON(CharacteristicDescription.all.map(ListedCharacteristic.init))
        } else {
            for characteristic in CharacteristicDescription.all {
                print("\(characteristic.uuid)  \(characteristic.name), \(characteristic.serviceName) Service")
            }
        }
    }

    private func printJSON(_ value: some Encodable) throws {
        print(String(decoding: try RuntimeFiles.encoded(value), as: UTF8.self))
    }
}

private struct ListedCharacteristic: Encodable {
    let uuid: String
    let name: String
    let service: String
    let serviceName: String
    let status: String

    private enum CodingKeys: String, CodingKey {
        case uuid, name, service, status
        case serviceName = "service_name"
    }

    init(_ characteristic: CharacteristicDescription) {
        uuid = characteristic.uuid.description
        name = characteristic.name
        service = characteristic.service.description
        serviceName = characteristic.serviceName
        status = "decoded"
    }
}

private struct DecodedValue: Encodable {
    struct Field: Encodable {
        let name: String
        let value: CharacteristicDescription.Field.Value
        let unit: String?
    }

    let uuid: String
    let name: String
    let fields: [Field]

    init(_ characteristic: CharacteristicDescription, _ fields: [CharacteristicDescription.Field]) {
        uuid = characteristic.uuid.description
        name = characteristic.name
        self.fields = fields.map { Field(name: $0.name, value: $0.value, unit: $0.unit) }
    }
}
