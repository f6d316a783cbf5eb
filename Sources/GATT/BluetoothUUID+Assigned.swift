// The assigned numbers that VitalFlow knows by name. Source: Bluetooth SIG, Assigned Numbers, §3.4 and §3.8.

package import Vitals

extension BluetoothUUID {
    package static let heartRateService = BluetoothUUID(short: 0x180D)
    package static let batteryService = BluetoothUUID(short: 0x180F)
    package static let deviceInformationService = BluetoothUUID(short: 0x180A)

    package static let heartRateMeasurement = BluetoothUUID(short: 0x2A37)
    package static let bodySensorLocation = BluetoothUUID(short: 0x2A38)
    package static let batteryLevel = BluetoothUUID(short: 0x2A19)
    package static let modelNumber = BluetoothUUID(short: 0x2A24)
    package static let serialNumber = BluetoothUUID(short: 0x2A25)
    package static let firmwareRevision = BluetoothUUID(short: 0x2A26)
    package static let hardwareRevision = BluetoothUUID(short: 0x2A27)
    package static let softwareRevision = BluetoothUUID(short: 0x2A28)
    package static let manufacturerName = BluetoothUUID(short: 0x2A29)
}
