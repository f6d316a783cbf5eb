// Polar Measurement Data, the vendor's own service.

package import Vitals

extension GATTService {
    /// `FB005C80-02E7-F387-1CAD-8ACD2D8DF0C8`
    package static let polarMeasurementData = Self(BluetoothUUID(0xFB00_5C80_02E7_F387_1CAD_8ACD_2D8D_F0C8), "Polar Measurement Data")
}

extension BluetoothUUID {
    /// `FB005C81-02E7-F387-1CAD-8ACD2D8DF0C8`
    package static let polarControlPoint = Self(0xFB00_5C81_02E7_F387_1CAD_8ACD_2D8D_F0C8)
    /// `FB005C82-02E7-F387-1CAD-8ACD2D8DF0C8`
    package static let polarData = Self(0xFB00_5C82_02E7_F387_1CAD_8ACD_2D8D_F0C8)
}

extension CharacteristicDescription {
    /// Data flow only after a request to the control point, so that subscribing to them costs the device nothing.
    static let polar: [Self] = [
        Self(.polarControlPoint, "PMD Control Point", in: .polarMeasurementData, .procedure, as: PolarControlPoint.self),
        Self(.polarData, "PMD Data MTU Characteristic", in: .polarMeasurementData, .notify, as: PolarDataFrame.self),
    ]
}
