// Device Information Service: who made the device, and which one it is.

/// The texts of the service (0x2A24 to 0x2A29), named without "String". Source: Device Information Service 1.2, §3.
package enum DeviceInformationString {
    package enum ManufacturerName: FieldKind { package static let fieldName = "manufacturer_name" }
    package enum ModelNumber: FieldKind { package static let fieldName = "model_number" }
    package enum SerialNumber: FieldKind { package static let fieldName = "serial_number" }
    package enum HardwareRevision: FieldKind { package static let fieldName = "hardware_revision" }
    package enum FirmwareRevision: FieldKind { package static let fieldName = "firmware_revision" }
    package enum SoftwareRevision: FieldKind { package static let fieldName = "software_revision" }
}
