// Device Time Service (0x1847).

package import Vitals

extension GATTService {
    package static let deviceTime = Self(0x1847, "Device Time")
}

extension BluetoothUUID {
    package static let deviceTimeFeature = Self(short: 0x2B8E)
    package static let deviceTime = Self(short: 0x2B90)
    package static let deviceTimeControlPoint = Self(short: 0x2B91)
}

extension CharacteristicDescription {
    static let deviceTime: [Self] = [
        Self(.deviceTimeFeature, "Device Time Feature", in: .deviceTime, .read, as: DeviceTimeFeature.self),
        Self(0x2B8F, "Device Time Parameters", in: .deviceTime, .read, as: DeviceTimeParameters.self),
        Self(.deviceTime, "Device Time", in: .deviceTime, .readAndNotify, as: DeviceTime.self),
        Self(.deviceTimeControlPoint, "Device Time Control Point", in: .deviceTime, .procedure, as: DeviceTimeControlPoint.self),
    ]
}
