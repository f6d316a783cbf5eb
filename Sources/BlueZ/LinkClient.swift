// One connected device as procedures see it: characteristics by UUID, reads, writes, and values as they come.

import DBus
import GATT
import Vitals

/// The attributes of a device while its link lasts.
struct LinkClient: Sendable {
    let radio: Radio
    /// Of the device.
    let path: String
    let characteristics: [ObjectTree.Characteristic]

    /// Reading the services of a device with many of them over a slow link takes some seconds.
    private static let servicesTimeout = Duration.seconds(30)

    /// The first characteristic of a UUID; `beside` another one: of the same service.
    func characteristic(_ uuid: BluetoothUUID, beside other: ObjectTree.Characteristic? = nil) -> ObjectTree.Characteristic? {
        characteristics.first { $0.uuid == uuid && (other == nil || $0.service == other?.service) }
    }

    /// Connects where there is no link yet, and waits until all services are known.
    static func connect(to path: String, _ radio: Radio) async throws -> LinkClient {
        if radio.tree.device(at: path)?.isConnected != true {
            // BlueZ waits for the device to advertise, and gives up after about 41 s.
            try await radio.call(path, ObjectTree.Interface.device, "Connect")
        }
        try await radio.wait(for: "the device's services", timeout: servicesTimeout) { tree in
            guard let properties = tree.properties(path, ObjectTree.Interface.device) else { return true }
            return properties["ServicesResolved"]?.bool == true || properties["Connected"]?.bool != true
        }
        guard radio.tree.properties(path, ObjectTree.Interface.device)?["ServicesResolved"]?.bool == true else {
            throw RadioError.timeout(waitingFor: "the device's services: the link was lost")
        }
        try await radio.refresh()
        return LinkClient(radio: radio, path: path, characteristics: radio.tree.characteristics(of: path))
    }

    func read(_ characteristic: ObjectTree.Characteristic) async throws -> [UInt8] { try await radio.read(characteristic.path) }

    /// Writes, with response where the characteristic has one. What the device refuses is a value; everything else is thrown.
    func write(_ bytes: [UInt8], to characteristic: ObjectTree.Characteristic) async throws -> ATTError? {
        do {
            try await radio.write(characteristic.path, bytes, isRequest: characteristic.flags.contains("write"))
            return nil
        } catch BusError.remote(let name, let message) {
            guard let refusal = ATTError(bluezError: name, message) else { throw BusError.remote(name: name, message: message) }
            return refusal
        }
    }
}

extension ObjectTree.Characteristic {
    /// The path of the service that it belongs to.
    var service: Substring { path[..<(path.lastIndex(of: "/") ?? path.endIndex)] }
}

extension ATTError {
    /// The code behind an error of BlueZ; `nil` for one that did not come from the device.
    /// Source: BlueZ 5.66, src/gatt-client.c, `create_gatt_dbus_error`.
    init?(bluezError name: String, _ message: String) {
        if let marker = message.firstRange(of: "ATT error: 0x"), let code = UInt8(message[marker.upperBound...].prefix(2), radix: 16) {
            self.init(rawValue: code)
            return
        }
        switch name {
        case "org.bluez.Error.NotPermitted": self = message.contains("paired") ? .insufficientAuthentication : .writeNotPermitted
        case "org.bluez.Error.NotAuthorized": self = .insufficientAuthorization
        case "org.bluez.Error.InvalidValueLength": self = .invalidAttributeValueLength
        case "org.bluez.Error.NotSupported": self.init(rawValue: 0x06)
        case "org.bluez.Error.InProgress": self = .procedureAlreadyInProgress
        default: return nil
        }
    }
}
