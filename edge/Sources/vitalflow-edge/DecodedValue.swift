// `vitalflow-edge decode --json`.

import GATT
import Vitals

/// A decoded value as programs read it.
struct DecodedValue: Encodable {
    struct Observation: Encodable {
        let metric: String
        let value: Double
        let unit: String
        let loinc: String?
        let mdc: UInt32?
        let time: String
        let quality: String

        init(_ reading: Reading) {
            metric = reading.metric.key
            value = reading.value
            unit = reading.metric.unit
            loinc = reading.metric.loinc
            mdc = reading.metric.mdc
            time = reading.time.description
            quality = reading.quality.rawValue
        }
    }

    let uuid: String
    let name: String?
    let service: String?
    /// `decoded` or `unknown`.
    let status: String
    let fields: [Field]
    let observations: [Observation]

    init(_ characteristic: CharacteristicDescription, _ value: any CharacteristicValue) {
        uuid = characteristic.uuid.description
        name = characteristic.name
        service = characteristic.service.name
        status = "decoded"
        fields = value.fields
        observations = value.readings.map(Observation.init)
    }

    init(unknown uuid: BluetoothUUID, _ field: Field) {
        self.uuid = uuid.description
        name = nil
        service = nil
        status = "unknown"
        fields = [field]
        observations = []
    }
}
