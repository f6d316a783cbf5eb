// What can go wrong on the bus.

package enum BusError: Error, Hashable {
    /// sd-bus refused or failed; the code is an `errno`.
    case system(operation: String, code: Int32)
    /// The peer answered with an error.
    case remote(name: String, message: String)
    /// The connection is closed; open another one.
    case closed
}

extension BusError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .system(let operation, let code): "\(operation): \(ErrorText.of(code))"
        case .remote(let name, let message): "\(name): \(message)"
        case .closed: "the D-Bus connection is closed"
        }
    }
}
