// What a client reports, in the order in which it happened.

package enum ClientEvent: Sendable, Hashable {
    /// The broker accepted us; subscriptions of an earlier connection may be gone.
    case connected
    case disconnected(reason: String)
    case message(Message)
    /// The broker has taken over the publication that `publish` returned this identifier for.
    case published(id: Int32)
}

/// Why an operation of the client failed at once.
package struct ClientError: Error, Hashable, CustomStringConvertible {
    /// A code of libmosquitto (`MOSQ_ERR_…`).
    package let code: Int32
    package let operation: String
    package let explanation: String

    package var description: String { "\(operation): \(explanation)" }
}
