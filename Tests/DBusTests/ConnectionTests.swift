import DBus
import Foundation
import Synchronization
import TestSupport
import Testing

/// A real message bus of the suite's own.
private final class PrivateBus: Sendable {
    let address: String
    private let folder: TemporaryFolder
    private let daemon: ChildProcess

    init() async throws {
        folder = try TemporaryFolder()
        address = "unix:path=" + folder.file("bus")
        let program = try #require(ChildProcess.find("dbus-daemon"), "dbus-daemon is not installed: run make test, which installs it")
        daemon = try ChildProcess(
            program, ["--session", "--nofork", "--nopidfile", "--address=" + address], output: folder.file("log"))
        let socket = folder.file("bus")
        try await Eventually.holds("the bus listens") { FileManager.default.fileExists(atPath: socket) }
    }

    func killNow() async throws { try await daemon.killNow() }
}

@Suite("A D-Bus connection")
struct ConnectionTests {
    private static let path = "/org/vitalflow/test"
    private static let interface = "org.vitalflow.Test"

    private static func open(_ bus: PrivateBus) async throws -> Connection {
        try await Eventually.value("a connection") { try? Connection(address: bus.address) }
    }

    @Test("calls methods and gets answers and errors")
    func calls() async throws {
        let bus = try await PrivateBus()
        let connection = try await Self.open(bus)
        let names = try await connection.call("org.freedesktop.DBus", "/", "org.freedesktop.DBus", "ListNames")
        #expect(names.first?.elements?.contains(.string("org.freedesktop.DBus")) == true)
        let error = await #expect(throws: BusError.self) {
            try await connection.call("org.nobody", "/", "org.nobody", "Nothing")
        }
        guard case .remote(let name, _) = error else { throw NeverHappened(what: "a remote error", seconds: 0) }
        #expect(name == "org.freedesktop.DBus.Error.ServiceUnknown")
        await connection.close()
        await #expect(throws: BusError.closed) { try await connection.call("org.freedesktop.DBus", "/", "org.freedesktop.DBus", "GetId") }
    }

    @Test("waits for an answer no longer than its task")
    func cancelled() async throws {
        let bus = try await PrivateBus()
        let server = try await Self.open(bus)
        let client = try await Self.open(bus)
        let calls = try await server.export(path: Self.path, interface: Self.interface)
        let names = try await server.call("org.freedesktop.DBus", "/", "org.freedesktop.DBus", "ListNames").first?.elements ?? []
        let unique = names.compactMap(\.text).filter { $0.hasPrefix(":") }
        await withTaskGroup(of: Void.self) { group in
            for destination in unique {
                group.addTask {
                    await #expect(throws: (any Error).self) {
                        try await client.call(destination, Self.path, Self.interface, "Never", timeout: .seconds(600))
                    }
                }
            }
            // Nobody answers this one.
            for await _ in calls.prefix(1) {}
            group.cancelAll()
        }
        await client.close()
        await server.close()
    }

    @Test("carries every type both ways")
    func types() async throws {
        let bus = try await PrivateBus()
        let server = try await Self.open(bus)
        let client = try await Self.open(bus)
        let calls = try await server.export(path: Self.path, interface: Self.interface)
        let values: [BusValue] = [
            .boolean(true), .byte(7), .int16(-2), .uint16(3), .int32(-4), .uint32(5), .int64(-6), .uint64(.max), .double(1.5),
            .string("text"), .objectPath("/a/b"), .signature("a{sv}"), .bytes([1, 2, 3]), .bytes([]),
            .array([.string("x"), .string("y")], elementSignature: "s"), .options(["Transport": .string("le"), "Flag": .boolean(false)]),
            .structure([.byte(1), .string("z")]), .variant(.uint32(9)),
        ]
        let name = try #require(try await server.call("org.freedesktop.DBus", "/", "org.freedesktop.DBus", "ListNames").first?.elements)
            .compactMap(\.text).filter { $0.hasPrefix(":") }
        await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for await call in calls {
                    if call.message.member == "Echo" {
                        try await server.reply(to: call, with: .success(call.message.arguments))
                    } else {
                        try await server.reply(to: call, with: .failure(.remote(name: "org.vitalflow.No", message: "no such method")))
                    }
                }
            }
            // One of the unique names is the server's own; the others answer with an error.
            var echoed: [BusValue]?
            for destination in name {
                if let answer = try? await client.call(destination, Self.path, Self.interface, "Echo", values, timeout: .seconds(5)) {
                    echoed = answer
                    let error = await #expect(throws: BusError.self) {
                        try await client.call(destination, Self.path, Self.interface, "Other", timeout: .seconds(5))
                    }
                    #expect(error == .remote(name: "org.vitalflow.No", message: "no such method"))
                }
            }
            #expect(echoed == values)
            group.cancelAll()
        }
    }

    @Test("sees every signal of a match rule, in order")
    func signals() async throws {
        let bus = try await PrivateBus()
        let connection = try await Self.open(bus)
        let seen = Mutex<[String]>([])
        try await connection.onSignal(matching: "type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged'") { signal in
            seen.withLock { $0.append(signal.arguments.first?.text ?? "") }
        }
        for index in 0..<50 {
            _ = try await connection.call(
                "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "RequestName",
                [.string("org.vitalflow.N\(index)"), .uint32(0)])
        }
        try await Eventually.holds("50 signals") { seen.withLock { $0.count >= 50 } }
        #expect(seen.withLock { $0.filter { $0.hasPrefix("org.vitalflow") } } == (0..<50).map { "org.vitalflow.N\($0)" })
    }

    @Test("says that it has closed when the bus goes away, and fails what waits")
    func busGone() async throws {
        let bus = try await PrivateBus()
        let connection = try await Self.open(bus)
        async let closed: Void = connection.closed()
        try await bus.killNow()
        await closed
        await #expect(throws: BusError.closed) { try await connection.call("org.freedesktop.DBus", "/", "org.freedesktop.DBus", "GetId") }
    }

    @Test("An address where nobody listens is an error at once")
    func nobody() {
        #expect(throws: BusError.self) { try Connection(address: "unix:path=/nonexistent/bus") }
    }
}
