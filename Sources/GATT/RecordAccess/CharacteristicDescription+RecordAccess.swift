// The Record Access Control Point, which several services share.

package import Vitals

extension BluetoothUUID {
    package static let recordAccessControlPoint = Self(short: 0x2A52)
}

extension CharacteristicDescription {
    /// Listed under Glucose (0x1808), the service that it was made for; Blood Pressure, Pulse Oximeter, Continuous Glucose Monitoring and
    /// Generic Health Sensor have it too.
    static let recordAccess: [Self] = [
        Self(
            .recordAccessControlPoint, "Record Access Control Point", in: GATTService(0x1808, "Glucose"), .procedure,
            as: RecordAccessControlPoint.self)
    ]

    /// What a device hands out of its memory, or would if nobody listened: each value was measured once.
    package static let records: Set<BluetoothUUID> = [
        .glucoseMeasurement, .glucoseMeasurementContext, .bloodPressureRecord, .cgmMeasurement, .plxSpotCheckMeasurement,
    ]
}
