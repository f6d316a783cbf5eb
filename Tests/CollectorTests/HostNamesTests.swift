// A browser tells under which name it asks; a name that is not the collector's is refused.

import Testing

@testable import Collector

@Suite("Host names")
struct HostNamesTests {
    @Test(
        "Loopback and configured names are the collector's",
        arguments: [
            "localhost", "localhost:8085", "LOCALHOST:1", "127.0.0.1:8085", "127.9.9.9", "[::1]:8085", "pi.example:8085",
            "192.168.1.5:8085",
        ])
    func known(authority: String) {
        #expect(names.contain(authority))
    }

    @Test(
        "Others are not",
        arguments: ["evil.example", "localhost.evil.example:8085", "127.0.0.1.evil.example", "127.0.0.1.2", "", ":80", "1.2.3.4"])
    func unknown(authority: String) {
        #expect(!names.contain(authority))
    }

    @Test("No name is no name") func missing() { #expect(!names.contain(nil)) }

    private var names: HostNames { HostNames(HTTPSettings(host: "192.168.1.5", names: ["pi.example"], webRoot: "")) }
}
