// "HOST:PORT" as people write it on a command line.

/// A host and a port; an IPv6 address stands in brackets.
package struct HostPort: Hashable, Sendable {
    package let host: String
    package let port: Int

    package init?(_ text: String, portDefault: Int? = nil) {
        let host: Substring
        let port: Int?
        if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
            host = text[text.index(after: text.startIndex)..<end]
            let rest = text[text.index(after: end)...]
            guard rest.isEmpty || rest.hasPrefix(":") else { return nil }
            port = rest.isEmpty ? portDefault : Int(rest.dropFirst())
        } else if let colon = text.lastIndex(of: ":") {
            host = text[..<colon]
            port = Int(text[text.index(after: colon)...])
        } else {
            host = text[...]
            port = portDefault
        }
        guard !host.isEmpty, !host.contains(where: \.isWhitespace), let port, (0...65_535).contains(port) else { return nil }
        self.host = String(host)
        self.port = port
    }
}
