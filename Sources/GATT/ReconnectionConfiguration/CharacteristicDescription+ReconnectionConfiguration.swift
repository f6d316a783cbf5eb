// Reconnection Configuration Service (0x1829).

package import Vitals

extension GATTService {
    package static let reconnectionConfiguration = Self(0x1829, "Reconnection Configuration")
}

extension BluetoothUUID {
    package static let reconnectionSettings = Self(short: 0x2B1E)
    package static let reconnectionConfigurationControlPoint = Self(short: 0x2B1F)
}

extension CharacteristicDescription {
    static let reconnectionConfiguration: [Self] = [
        Self(0x2B1D, "RC Feature", in: .reconnectionConfiguration, .read, as: ReconnectionFeature.self),
        Self(.reconnectionSettings, "RC Settings", in: .reconnectionConfiguration, .readAndNotify, as: ReconnectionSettings.self),
        Self(
            .reconnectionConfigurationControlPoint, "Reconnection Configuration Control Point", in: .reconnectionConfiguration, .procedure,
            as: ReconnectionControlPoint.self),
    ]
}
