// Device Information Service: who made the device, and which one it is.

package import Vitals

extension GATTService {
    package static let deviceInformation = Self(0x180A, "Device Information")
}

extension BluetoothUUID {
    package static let modelNumber = Self(short: 0x2A24)
    package static let serialNumber = Self(short: 0x2A25)
    package static let firmwareRevision = Self(short: 0x2A26)
    package static let hardwareRevision = Self(short: 0x2A27)
    package static let softwareRevision = Self(short: 0x2A28)
    package static let manufacturerName = Self(short: 0x2A29)
}

extension CharacteristicDescription {
    static let deviceInformation: [Self] = [
        Self(.manufacturerName, "Manufacturer Name String", in: .deviceInformation, .read, as: DeviceInformationText.self),
        Self(.modelNumber, "Model Number String", in: .deviceInformation, .read, as: DeviceInformationText.self),
        Self(.serialNumber, "Serial Number String", in: .deviceInformation, .read, as: DeviceInformationText.self),
        Self(.hardwareRevision, "Hardware Revision String", in: .deviceInformation, .read, as: DeviceInformationText.self),
        Self(.firmwareRevision, "Firmware Revision String", in: .deviceInformation, .read, as: DeviceInformationText.self),
        Self(.softwareRevision, "Software Revision String", in: .deviceInformation, .read, as: DeviceInformationText.self),
    ]
}
