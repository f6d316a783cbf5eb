// Battery Service.

package import Vitals

extension GATTService {
    package static let battery = Self(0x180F, "Battery")
}

extension BluetoothUUID {
    package static let batteryLevel = Self(short: 0x2A19)
}

extension CharacteristicDescription {
    static let battery: [Self] = [
        Self(.batteryLevel, "Battery Level", in: .battery, .readAndNotify, as: BatteryLevel.self)
    ]
}
