// Where the broker is and how to prove who we are to it.

package import Settings

package struct BrokerSettings: Sendable, Hashable {
    package var host: String
    package var port: Int
    package var username: String?
    /// Read from a file by the program; never from its arguments, never logged.
    package var password: Secret?
    /// PEM certificates to trust; TLS is used when this is set.
    package var caFile: String?
    package var certificateFile: String?
    package var keyFile: String?

    package init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// True when what is sent cannot leave this machine.
    package var isLoopback: Bool {
        host == "localhost" || host == "::1" || host.hasPrefix("127.")
    }
}
