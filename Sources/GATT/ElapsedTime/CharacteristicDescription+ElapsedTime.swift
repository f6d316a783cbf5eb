// Elapsed Time Service (0x183F). Its only characteristic is also the one that sets the clock.

package import Vitals

extension GATTService {
    package static let elapsedTime = Self(0x183F, "Elapsed Time")
}

extension BluetoothUUID {
    package static let currentElapsedTime = Self(short: 0x2BF2)
}

extension CharacteristicDescription {
    static let elapsedTime: [Self] = [
        Self(.currentElapsedTime, "Current Elapsed Time", in: .elapsedTime, .readAndNotify, as: CurrentElapsedTime.self)
    ]
}
