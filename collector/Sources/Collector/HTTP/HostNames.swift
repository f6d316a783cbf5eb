// A web page elsewhere may point its own name at this machine and read through the visitor's browser (DNS rebinding). The name gives it
// away: a browser sends it with each request.

import Settings

/// The names under which the collector answers.
struct HostNames: Sendable {
    private let names: Set<String>

    /// `localhost` and loopback addresses always; the address that the server listens on, and configured names.
    init(_ settings: HTTPSettings) {
        names = Set(["localhost"] + settings.names + (["0.0.0.0", "::"].contains(settings.host) ? [] : [settings.host.lowercased()]))
    }

    /// `authority`: of the request, host and port.
    func contain(_ authority: String?) -> Bool {
        guard let authority, let parts = HostPort(authority, portDefault: 80) else { return false }
        let host = parts.host.lowercased()
        return names.contains(host) || host == "::1" || Self.isLoopbackV4(host)
    }

    private static func isLoopbackV4(_ host: String) -> Bool {
        let octets = host.split(separator: ".", omittingEmptySubsequences: false)
        return octets.count == 4 && octets[0] == "127" && octets.allSatisfy { UInt8($0) != nil }
    }
}
