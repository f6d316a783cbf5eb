// Device Information Service: texts that say which of the texts they are.

/// Which text of the Device Information Service a value is.
package protocol DeviceInformationKind: Sendable {
    /// The characteristic's name without "String", in snake case.
    static var fieldName: String { get }
}

/// A text of the Device Information Service under its own name.
///
/// UTF-8 of any length; closing NULs are no part of it. Source: Device Information Service 1.2, §3.
package struct DeviceInformationString<Kind: DeviceInformationKind>: CharacteristicValue {
    package let text: String

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        text = try DeviceInformationText(decoding: value).text
    }

    package var fields: [Field] { [.text(Kind.fieldName, text)] }
}

package enum ManufacturerNameKind: DeviceInformationKind { package static let fieldName = "manufacturer_name" }
package enum ModelNumberKind: DeviceInformationKind { package static let fieldName = "model_number" }
package enum SerialNumberKind: DeviceInformationKind { package static let fieldName = "serial_number" }
package enum HardwareRevisionKind: DeviceInformationKind { package static let fieldName = "hardware_revision" }
package enum FirmwareRevisionKind: DeviceInformationKind { package static let fieldName = "firmware_revision" }
package enum SoftwareRevisionKind: DeviceInformationKind { package static let fieldName = "software_revision" }
