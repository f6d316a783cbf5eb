import Foundation
import Glibc
import Synchronization

/// A stretch of network between a process and a port of this machine: it passes everything on until it is cut, or goes silent.
package final class NetworkLink: Sendable {
    package enum State: Sendable {
        case passes
        /// Connections stay, and nothing comes through: a dead spot of a mobile network.
        case isSilent
        /// Connections are reset, and new ones too.
        case isCut
    }

    /// Where the process connects.
    package let port: Int
    private let target: Int
    private let listener: Int32
    private let state = Mutex(State.passes)
    private let isOver = Mutex(false)

    package init(to target: Int) throws {
        self.target = target
        port = try LoopbackPort.free()
        listener = Glibc.socket(AF_INET, Self.stream, 0)
        var on: Int32 = 1
        unsafe setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
        guard listener >= 0, unsafe LoopbackPort.withAddress(port: port, { unsafe bind(listener, $0, Self.addressBytes) }) == 0,
            listen(listener, 16) == 0
        else {
            throw Failure(operation: "listen", code: errno)
        }
        Thread.detachNewThread { [self] in run() }
    }

    package struct Failure: Error {
        package let operation: String
        package let code: Int32
    }

    package func set(_ state: State) { self.state.withLock { $0 = state } }

    /// Ends within a moment.
    package func end() { isOver.withLock { $0 = true } }

    private func run() {
        var pairs: [(Int32, Int32)] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while !isOver.withLock({ $0 }) {
            let state = state.withLock { $0 }
            if state == .isCut {
                for pair in pairs { Self.reset(pair) }
                pairs = []
            }
            let ends = state == .passes ? pairs.flatMap { [$0, $1] } : []
            var polled = ([listener] + ends).map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            guard unsafe poll(&polled, nfds_t(polled.count), 20) > 0 else { continue }
            if polled[0].revents != 0, let pair = accept(isCut: state == .isCut) { pairs.append(pair) }
            let ready = Set(polled.dropFirst().filter { $0.revents != 0 }.map(\.fd))
            pairs.removeAll { one, other in
                for (from, to) in [(one, other), (other, one)] where ready.contains(from) {
                    guard Self.pass(from, to, &buffer) else {
                        close(one)
                        close(other)
                        return true
                    }
                }
                return false
            }
        }
        for (one, other) in pairs { [one, other].forEach { close($0) } }
        close(listener)
    }

    private func accept(isCut: Bool) -> (Int32, Int32)? {
        let near = Glibc.accept(listener, nil, nil)
        _ = fcntl(near, F_SETFD, FD_CLOEXEC)
        guard near >= 0 else { return nil }
        let far = Glibc.socket(AF_INET, Self.stream, 0)
        guard !isCut, unsafe LoopbackPort.withAddress(port: target, { unsafe connect(far, $0, Self.addressBytes) }) == 0 else {
            Self.reset((near, far))
            return nil
        }
        return (near, far)
    }

    /// Whether the connection goes on.
    private static func pass(_ from: Int32, _ to: Int32, _ buffer: inout [UInt8]) -> Bool {
        let count = unsafe recv(from, &buffer, buffer.count, 0)
        guard count > 0 else { return false }
        var sent = 0
        while sent < count {
            let more = unsafe buffer.withUnsafeBytes { unsafe send(to, $0.baseAddress! + sent, count - sent, Int32(MSG_NOSIGNAL)) }
            guard more > 0 else { return false }
            sent += more
        }
        return true
    }

    private static func reset(_ pair: (Int32, Int32)) {
        for socket in [pair.0, pair.1] {
            var now = linger(l_onoff: 1, l_linger: 0)
            unsafe setsockopt(socket, SOL_SOCKET, SO_LINGER, &now, socklen_t(MemoryLayout<linger>.size))
            close(socket)
        }
    }

    /// Not for the processes that are started meanwhile: they would keep a connection open.
    private static let stream = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    private static let addressBytes = socklen_t(MemoryLayout<sockaddr_in>.size)
}
