// Battery Service.

package import Vitals

extension GATTService {
    package static let battery = Self(0x180F, "Battery")
}

extension BluetoothUUID {
    package static let batteryLevel = Self(short: 0x2A19)
    package static let batteryLevelStatus = Self(short: 0x2BED)
}

extension CharacteristicDescription {
    static let battery: [Self] = [
        Self(.batteryLevel, "Battery Level", in: .battery, .readAndNotify, as: BatteryLevel.self),
        Self(.batteryLevelStatus, "Battery Level Status", in: .battery, .readAndNotify, as: BatteryLevelStatus.self),
        Self(0x2BEF, "Estimated Service Date", in: .battery, .readAndNotify, as: EstimatedServiceDate.self),
        Self(0x2BE9, "Battery Critical Status", in: .battery, .readAndNotify, as: BatteryCriticalStatus.self),
        Self(0x2BF0, "Battery Energy Status", in: .battery, .readAndNotify, as: BatteryEnergyStatus.self),
        Self(0x2BEE, "Battery Time Status", in: .battery, .readAndNotify, as: BatteryTimeStatus.self),
        Self(0x2BEA, "Battery Health Status", in: .battery, .readAndNotify, as: BatteryHealthStatus.self),
        Self(0x2BEB, "Battery Health Information", in: .battery, .read, as: BatteryHealthInformation.self),
        Self(0x2BEC, "Battery Information", in: .battery, .read, as: BatteryInformation.self),
    ]
}
