// An address on the command line.

import Settings

extension HostPort {
    init(argument: String, flag: String, portDefault: Int) throws(SettingsError) {
        guard let address = HostPort(argument, portDefault: portDefault) else {
            throw .invalid(variable: flag, value: argument, expected: "a host and a port, such as localhost:\(portDefault)")
        }
        self = address
    }
}
