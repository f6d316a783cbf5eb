// Device Information Service: who made the device, and which one it is.

package import Vitals

extension GATTService {
    package static let deviceInformation = Self(0x180A, "Device Information")
}

extension BluetoothUUID {
    package static let systemID = Self(short: 0x2A23)
    package static let modelNumber = Self(short: 0x2A24)
    package static let serialNumber = Self(short: 0x2A25)
    package static let firmwareRevision = Self(short: 0x2A26)
    package static let hardwareRevision = Self(short: 0x2A27)
    package static let softwareRevision = Self(short: 0x2A28)
    package static let manufacturerName = Self(short: 0x2A29)
    package static let pnpID = Self(short: 0x2A50)
}

extension CharacteristicDescription {
    static let deviceInformation: [Self] = [
        text(.manufacturerName, "Manufacturer Name String", DeviceInformationString.ManufacturerName.self),
        text(.modelNumber, "Model Number String", DeviceInformationString.ModelNumber.self),
        text(.serialNumber, "Serial Number String", DeviceInformationString.SerialNumber.self),
        text(.hardwareRevision, "Hardware Revision String", DeviceInformationString.HardwareRevision.self),
        text(.firmwareRevision, "Firmware Revision String", DeviceInformationString.FirmwareRevision.self),
        text(.softwareRevision, "Software Revision String", DeviceInformationString.SoftwareRevision.self),
        Self(.systemID, "System ID", in: .deviceInformation, .read, as: SystemID.self),
        Self(
            0x2A2A, "IEEE 11073-20601 Regulatory Certification Data List", in: .deviceInformation, .read,
            as: RegulatoryCertificationDataList.self),
        Self(.pnpID, "PnP ID", in: .deviceInformation, .read, as: PnPID.self),
        Self(0x2BFF, "UDI for Medical Devices", in: .deviceInformation, .read, as: UDIForMedicalDevices.self),
    ]

    private static func text<Kind: FieldKind>(_ uuid: BluetoothUUID, _ name: String, _ kind: Kind.Type) -> Self {
        Self(uuid, name, in: .deviceInformation, .read, as: NamedText<Kind>.self)
    }
}
