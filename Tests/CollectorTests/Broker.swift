// A real broker for one test: mosquitto on a free loopback port, ended with the test.

import Foundation
import Glibc
import MQTT

/// A mosquitto process; `start` and `stop` may alternate, and the port stays.
final class Broker: Sendable {
    let port: Int
    private let folder: TemporaryFolder
    private let process = Running()

    init() throws {
        port = try Self.freePort()
        folder = try TemporaryFolder()
        // Retained messages and sessions survive a restart of the process only in the tests that want a broker that forgets nothing.
        let settings = "listener \(port) 127.0.0.1\nallow_anonymous true\npersistence false\nlog_type error\n"
        try settings.write(toFile: folder.path + "/mosquitto.conf", atomically: true, encoding: .utf8)
    }

    deinit {
        process.stop()
    }

    var settings: BrokerSettings { BrokerSettings(host: "127.0.0.1", port: port) }

    func start() async throws {
        let configuration = folder.path + "/mosquitto.conf"
        try process.start("mosquitto", arguments: ["-c", configuration])
        try await eventually("mosquitto listens") { Self.isListening(self.port) }
    }

    func stop() async throws {
        process.stop()
        try await eventually("mosquitto has ended") { !self.process.isRunning }
    }

    private static func freePort() throws -> Int {
        try withSocket { descriptor in
            var address = loopback(port: 0)
            let bound = unsafe withUnsafePointer(to: &address) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    unsafe bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                }
            }
            var length = socklen_t(MemoryLayout<sockaddr_in>.size)
            let named = unsafe withUnsafeMutablePointer(to: &address) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe getsockname(descriptor, $0, &length) }
            }
            guard bound == 0, named == 0 else { throw POSIXError(.EADDRNOTAVAIL) }
            return Int(UInt16(bigEndian: address.sin_port))
        }
    }

    private static func isListening(_ port: Int) -> Bool {
        let connected = try? withSocket { descriptor in
            var address = loopback(port: port)
            return unsafe withUnsafePointer(to: &address) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                }
            } == 0
        }
        return connected ?? false
    }

    private static func withSocket<Result>(_ body: (CInt) throws -> Result) throws -> Result {
        let descriptor = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw POSIXError(.EMFILE) }
        defer { close(descriptor) }
        return try body(descriptor)
    }

    private static func loopback(port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }
}
