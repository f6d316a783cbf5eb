// What is to be sent, over HTTP or SMTP.

package import Settings

/// One exchange with a server: an HTTP request, or a mail.
package struct TransferRequest: Sendable {
    package enum Content: Sendable {
        case http(method: String, headers: [(name: String, value: String)])
        /// The body is the whole mail with its header (RFC 5322).
        case mail(from: String, to: [String])
    }

    /// How a mail server is spoken to.
    package enum Security: String, Hashable, Sendable, CaseIterable {
        /// Plain at first, then TLS before anything else is said (RFC 3207).
        case startTLS = "starttls"
        /// TLS from the first byte (RFC 8314).
        case tls
        /// For a mail server on this machine.
        case none
    }

    /// `https://…`, `http://…`, or `smtp://host:port`.
    package var url: String
    package var content: Content
    package var body: [UInt8]
    package var security: Security
    /// Name and password; for mail.
    package var login: (name: String, password: Secret)?
    /// PEM certificates to trust instead of the system's.
    package var authorityFile: String?
    /// For the whole exchange.
    package var timeout: Duration

    package init(
        url: String, content: Content, body: [UInt8], security: Security = .startTLS, login: (name: String, password: Secret)? = nil,
        authorityFile: String? = nil, timeout: Duration = .seconds(15)
    ) {
        (self.url, self.content, self.body, self.security) = (url, content, body, security)
        (self.login, self.authorityFile, self.timeout) = (login, authorityFile, timeout)
    }
}

/// What the server answered.
package struct TransferAnswer: Hashable, Sendable {
    /// Of HTTP 200 to 599; of SMTP 250 and the like.
    package let status: Int
    /// At most `bytesMax` of it.
    package let body: [UInt8]

    /// An answer is read for its error text alone.
    static let bytesMax = 64 * 1024
}

package enum TransferError: Error, Hashable, CustomStringConvertible {
    /// Nobody answered, or not in time, or not the server that it should be. The text says which.
    case failed(String)
    /// The mail server refused; its code says for how long.
    case refused(status: Int, String)
    /// The request itself makes no sense.
    case invalid(String)

    package var description: String {
        switch self {
        case .failed(let reason), .invalid(let reason): reason
        case .refused(let status, let reason): "\(reason) (\(status))"
        }
    }
}
