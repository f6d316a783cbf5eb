// `vitalflow-edge decode --list --json`.

import GATT
import Vitals

/// A characteristic that is decoded, as programs read it.
struct ListedCharacteristic: Encodable {
    let uuid: String
    let name: String
    let service: String
    let serviceName: String
    /// How the gateway gets values: `notify`, `read`, `read_and_notify`, `procedure` or `advertisement`.
    let access: String
    let status: String

    private enum CodingKeys: String, CodingKey {
        case uuid, name, service, access, status
        case serviceName = "service_name"
    }

    init(_ characteristic: CharacteristicDescription) {
        uuid = characteristic.uuid.description
        name = characteristic.name
        service = characteristic.service.uuid.description
        serviceName = characteristic.service.name
        access = characteristic.access.rawValue
        status = "decoded"
    }
}
