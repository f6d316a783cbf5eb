// Where the collector answers people and programs.

package import Settings

/// The HTTP server's address, the names it goes by, and the web page's folder.
package struct HTTPSettings: Hashable, Sendable {
    package var host: String
    /// 0 for any free one; the chosen port is logged and written to `http.address` in the data directory.
    package var port: Int
    /// Names beside `localhost` and loopback addresses under which browsers may ask.
    package var names: [String]
    package var webRoot: String
    /// What writers have to show; `nil`: only this machine writes.
    package var writeToken: Secret?

    package init(host: String = "127.0.0.1", port: Int = 8085, names: [String] = [], webRoot: String, writeToken: Secret? = nil) {
        self.host = host
        self.port = port
        self.names = names
        self.webRoot = webRoot
        self.writeToken = writeToken
    }
}
