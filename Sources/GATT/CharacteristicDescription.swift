// The characteristics that VitalFlow decodes: what a gateway asks a device for, and what a person can have explained.

package import Vitals

/// A characteristic, its place in the catalogue, and how a value of it is told to a person.
package struct CharacteristicDescription: Sendable {
    package enum Access: Hashable, Sendable {
        /// The gateway subscribes.
        case notify
        /// The gateway reads it once on connect.
        case read
        /// Both: a first value now, changes later.
        case readAndNotify
    }

    /// One field of a decoded value.
    package struct Field: Hashable, Sendable {
        package enum Value: Hashable, Sendable {
            case number(Double)
            case numbers([Double])
            case text(String)
        }

        package let name: String
        package let value: Value
        /// UCUM; `nil` for texts.
        package let unit: String?
    }

    package let uuid: BluetoothUUID
    package let name: String
    package let service: BluetoothUUID
    package let serviceName: String
    package let access: Access
    private let decoder: @Sendable ([UInt8]) throws(DecodingError) -> [Field]

    /// The fields of a value, in the order of the specification.
    package func fields(of value: [UInt8]) throws(DecodingError) -> [Field] {
        try decoder(value)
    }
}

extension CharacteristicDescription {
    package static let all: [Self] =
        [
            Self(
                uuid: .heartRateMeasurement, name: "Heart Rate Measurement", service: .heartRateService, serviceName: "Heart Rate",
                access: .notify
            ) { value throws(DecodingError) in
                let measurement = try HeartRateMeasurement(decoding: value.span)
                var fields = [
                    Field(name: "heart_rate", value: .number(Double(measurement.beatsPerMinute)), unit: Metric.heartRate.unit),
                    Field(name: "contact", value: .text(measurement.contact.rawValue), unit: nil),
                ]
                if let energy = measurement.energyExpendedKilojoules {
                    fields.append(Field(name: "energy_expended", value: .number(Double(energy)), unit: Metric.energyExpended.unit))
                }
                fields.append(
                    Field(
                        name: "rr_intervals", value: .numbers(measurement.rrIntervals.map(\.milliseconds)), unit: Metric.rrInterval.unit))
                if measurement.reservedFlags != 0 {
                    fields.append(Field(name: "reserved_flags", value: .number(Double(measurement.reservedFlags)), unit: "1"))
                }
                return fields
            },
            Self(
                uuid: .bodySensorLocation, name: "Body Sensor Location", service: .heartRateService, serviceName: "Heart Rate",
                access: .read
            ) { value throws(DecodingError) in
                let location = try BodySensorLocation(decoding: value.span)
                return [
                    Field(name: "body_sensor_location", value: .text(location.name ?? "unknown (\(location.code))"), unit: nil)
                ]
            },
            Self(uuid: .batteryLevel, name: "Battery Level", service: .batteryService, serviceName: "Battery", access: .readAndNotify) {
                value throws(DecodingError) in
                [
                    Field(
                        name: "battery_level", value: .number(Double(try BatteryLevel(decoding: value.span).percent)),
                        unit: Metric.batteryLevel.unit)
                ]
            },
        ]
        + [
            (BluetoothUUID.manufacturerName, "Manufacturer Name String", "manufacturer_name"),
            (.modelNumber, "Model Number String", "model_number"),
            (.serialNumber, "Serial Number String", "serial_number"),
            (.hardwareRevision, "Hardware Revision String", "hardware_revision"),
            (.firmwareRevision, "Firmware Revision String", "firmware_revision"),
            (.softwareRevision, "Software Revision String", "software_revision"),
        ].map { uuid, name, field in
            Self(
                uuid: uuid, name: name, service: .deviceInformationService, serviceName: "Device Information", access: .read
            ) { value throws(DecodingError) in
                [Field(name: field, value: .text(try DeviceInformationText(decoding: value.span).text), unit: nil)]
            }
        }

    private static let byUUID = Dictionary(uniqueKeysWithValues: all.map { ($0.uuid, $0) })

    /// The description of a characteristic, if VitalFlow decodes it.
    package init?(uuid: BluetoothUUID) {
        guard let known = Self.byUUID[uuid] else { return nil }
        self = known
    }
}

extension CharacteristicDescription.Field.Value: Encodable {
    /// As the bare number, numbers or text.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .number(let number): try container.encode(number)
        case .numbers(let numbers): try container.encode(numbers)
        case .text(let text): try container.encode(text)
        }
    }
}
