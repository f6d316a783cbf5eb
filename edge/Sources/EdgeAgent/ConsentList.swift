// By which users of devices the gateway is known, and their codes: a secret of this gateway's own user.

package import BlueZ
import GATT
package import Vitals

/// A file with `ADDRESS USER CODE` on each line, in the state directory.
package struct ConsentList: Sendable {
    private let file: StateFile

    package init(stateDirectory: String) {
        file = StateFile(directory: stateDirectory, name: "consents")
    }

    package func consent(of device: DeviceAddress) throws -> KeptConsent? {
        try file.lines().compactMap(Self.parsed).last { $0.device.octets == device.octets }?.consent
    }

    package func keep(_ consent: KeptConsent, of device: DeviceAddress) throws {
        let others = try file.lines().filter { Self.parsed($0)?.device.octets != device.octets }
        try file.write(others + ["\(device) \(consent.index) \(consent.code.secret)"])
    }

    package func remove(_ device: DeviceAddress) throws {
        let lines = try file.lines()
        let others = lines.filter { Self.parsed($0)?.device.octets != device.octets }
        if others.count < lines.count { try file.write(others) }
    }

    private static func parsed(_ line: String) -> (device: DeviceAddress, consent: KeptConsent)? {
        let words = line.split(separator: " ")
        guard words.count == 3, let device = DeviceAddress(words[0]), let index = UInt8(words[1]), let number = UInt16(words[2]),
            let code = ConsentCode(number)
        else { return nil }
        return (device, KeptConsent(index: index, code: code))
    }
}
