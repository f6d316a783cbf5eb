// By which users of devices the gateway is known, and their codes: a secret of this gateway's own user.

package import BlueZ
import FoundationEssentials
import GATT
import Glibc
package import Vitals

/// A file with `ADDRESS USER CODE` on each line, in the state directory, readable by its owner alone.
package struct ConsentList: Sendable {
    private let stateDirectory: String
    private var file: String { stateDirectory + "/consents" }

    package init(stateDirectory: String) {
        self.stateDirectory = stateDirectory
    }

    package func consent(of device: DeviceAddress) -> KeptConsent? {
        lines().compactMap(Self.parsed).last { $0.device.octets == device.octets }?.consent
    }

    package func keep(_ consent: KeptConsent, of device: DeviceAddress) throws {
        let others = lines().filter { Self.parsed($0)?.device.octets != device.octets }
        let text = (others + ["\(device) \(consent.index) \(consent.code.secret)"]).joined(separator: "\n") + "\n"
        // Made with these rights, before anything stands in it.
        let fresh = file + ".new"
        _ = unsafe unlink(fresh)
        guard FileManager.default.createFile(atPath: fresh, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600]) else {
            throw ConsentError.notWritten(file: file)
        }
        if geteuid() == 0 {
            // `pair` is run by root, the service is not.
            var owner = stat()
            if unsafe stat(stateDirectory, &owner) == 0 { _ = unsafe chown(fresh, owner.st_uid, owner.st_gid) }
        }
        guard unsafe rename(fresh, file) == 0 else { throw ConsentError.notWritten(file: file) }
    }

    private func lines() -> [String] {
        let text = FileManager.default.contents(atPath: file).map { String(decoding: $0, as: UTF8.self) } ?? ""
        return text.split(whereSeparator: \.isNewline).map(String.init)
    }

    private static func parsed(_ line: String) -> (device: DeviceAddress, consent: KeptConsent)? {
        let words = line.split(separator: " ")
        guard words.count == 3, let device = DeviceAddress(words[0]), let index = UInt8(words[1]), let number = UInt16(words[2]),
            let code = ConsentCode(number)
        else { return nil }
        return (device, KeptConsent(index: index, code: code))
    }
}

package enum ConsentError: Error, Hashable {
    case notWritten(file: String)
}

extension ConsentError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notWritten(let file): "\(file) cannot be written: check the rights of its folder and the space on the disk"
        }
    }
}
