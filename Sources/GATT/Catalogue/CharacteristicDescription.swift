// The characteristics that VitalFlow decodes: what a gateway asks a device for, and what a person can have explained.

package import Vitals

/// A characteristic, its place in the catalogue, and its decoder.
package struct CharacteristicDescription: Sendable {
    package enum Access: String, Hashable, Sendable {
        /// The gateway subscribes.
        case notify
        /// The gateway reads it once on connect.
        case read
        /// Both: a first value now, changes later.
        case readAndNotify = "read_and_notify"
        /// Used in the course of a procedure only: control points, and what they give access to.
        case procedure
        /// Heard in advertisements, without a connection.
        case advertisement
    }

    package let uuid: BluetoothUUID
    package let name: String
    package let service: GATTService
    package let access: Access
    private let decoder: @Sendable ([UInt8]) throws(DecodingError) -> any CharacteristicValue

    package init<Value: CharacteristicValue>(
        _ uuid: BluetoothUUID, _ name: String, in service: GATTService, _ access: Access, as type: Value.Type
    ) {
        self.uuid = uuid
        self.name = name
        self.service = service
        self.access = access
        decoder = { bytes throws(DecodingError) in try Value(decoding: bytes.span) }
    }

    package init<Value: CharacteristicValue>(
        _ short: UInt16, _ name: String, in service: GATTService, _ access: Access, as type: Value.Type
    ) {
        self.init(BluetoothUUID(short: short), name, in: service, access, as: type)
    }

    package func decode(_ value: [UInt8]) throws(DecodingError) -> any CharacteristicValue {
        try decoder(value)
    }
}

extension CharacteristicDescription {
    /// Ordered by service, as `vitalflow-edge decode --list` shows them.
    package static let all: [Self] = [
        heartRate, healthThermometer, bloodPressure, pulseOximeter, weightScale, bodyComposition, recordAccess, glucose,
        continuousGlucose, insulinDelivery, bondManagement, reconnectionConfiguration, userData, currentTime, deviceTime,
        elapsedTime, running, cyclingSpeedAndCadence, cyclingPower, fitnessMachine, environmentalSensing, physicalActivity,
        genericHealthSensor, polar, nonin, viatom, btHome, xiaomi, battery, deviceInformation,
    ].flatMap(\.self)

    private static let byUUID = Dictionary(uniqueKeysWithValues: all.map { ($0.uuid, $0) })

    /// The description of a characteristic, if VitalFlow decodes it.
    package init?(uuid: BluetoothUUID) {
        guard let known = Self.byUUID[uuid] else { return nil }
        self = known
    }
}
