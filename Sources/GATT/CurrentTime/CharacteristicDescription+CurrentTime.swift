// Current Time Service (0x1805), and the service that tells of the next change of daylight saving.

package import Vitals

extension GATTService {
    package static let currentTime = Self(0x1805, "Current Time")
    package static let nextDSTChange = Self(0x1807, "Next DST Change")
}

extension BluetoothUUID {
    package static let currentTime = Self(short: 0x2A2B)
    package static let dateTime = Self(short: 0x2A08)
    package static let localTimeInformation = Self(short: 0x2A0F)
}

extension CharacteristicDescription {
    static let currentTime: [Self] = [
        Self(.currentTime, "Current Time", in: .currentTime, .readAndNotify, as: CurrentTime.self),
        Self(.localTimeInformation, "Local Time Information", in: .currentTime, .read, as: LocalTimeInformation.self),
        Self(0x2A14, "Reference Time Information", in: .currentTime, .read, as: ReferenceTimeInformation.self),
        Self(.dateTime, "Date Time", in: .currentTime, .read, as: DateTimeValue.self),
        Self(0x2A11, "Time with DST", in: .nextDSTChange, .read, as: TimeWithDST.self),
    ]
}
