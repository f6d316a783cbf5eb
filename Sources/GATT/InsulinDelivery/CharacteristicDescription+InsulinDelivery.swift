// Insulin Delivery Service (0x183A): read, never commanded.

package import Vitals

extension GATTService {
    package static let insulinDelivery = Self(0x183A, "Insulin Delivery")
}

extension BluetoothUUID {
    package static let iddStatusReaderControlPoint = Self(short: 0x2B24)
    package static let iddRecordAccessControlPoint = Self(short: 0x2B27)
    package static let iddHistoryData = Self(short: 0x2B28)
}

extension CharacteristicDescription {
    static let insulinDelivery: [Self] = [
        Self(0x2B20, "IDD Status Changed", in: .insulinDelivery, .readAndNotify, as: IDDStatusChanged.self),
        Self(0x2B21, "IDD Status", in: .insulinDelivery, .readAndNotify, as: IDDStatus.self),
        Self(0x2B22, "IDD Annunciation Status", in: .insulinDelivery, .readAndNotify, as: IDDAnnunciationStatus.self),
        Self(0x2B23, "IDD Features", in: .insulinDelivery, .read, as: IDDFeatures.self),
        Self(.iddStatusReaderControlPoint, "IDD Status Reader Control Point", in: .insulinDelivery, .procedure, as: IDDStatusReader.self),
        Self(0x2B25, "IDD Command Control Point", in: .insulinDelivery, .procedure, as: IDDCommand.self),
        Self(0x2B26, "IDD Command Data", in: .insulinDelivery, .procedure, as: IDDCommand.self),
        Self(.iddRecordAccessControlPoint, "IDD Record Access Control Point", in: .insulinDelivery, .procedure, as: IDDRecordAccess.self),
        Self(.iddHistoryData, "IDD History Data", in: .insulinDelivery, .procedure, as: IDDHistoryData.self),
    ]
}
