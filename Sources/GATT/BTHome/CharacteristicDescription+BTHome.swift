// BTHome: an open format of service data in advertisements.

package import Vitals

extension GATTService {
    /// The UUID under which devices advertise service data.
    package static let btHome = Self(0xFCD2, "BTHome")
}

extension BluetoothUUID {
    package static let btHomeServiceData = Self(short: 0xFCD2)
}

extension CharacteristicDescription {
    static let btHome: [Self] = [
        Self(.btHomeServiceData, "BTHome Service Data", in: .btHome, .advertisement, as: BTHomeServiceData.self)
    ]
}
