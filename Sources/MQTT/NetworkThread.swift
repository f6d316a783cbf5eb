// The thread that runs libmosquitto's loop. Not `mosquitto_loop_start`: that one waits for ever when the broker is not there yet.

import CMosquitto
import Glibc
import Synchronization

/// Connects, runs the loop, and connects again until it is ended.
///
/// Argument for `@unchecked`: libmosquitto locks internally in threaded mode, and the pointer never changes.
@safe final class NetworkThread: @unchecked Sendable {
    private let pointer: OpaquePointer
    private let broker: BrokerSettings
    private let events: EventQueue
    private let keepsSession: Bool
    private let isEnding = Atomic<Bool>(false)
    private let thread = Mutex<pthread_t?>(nil)

    private enum Limit {
        /// Seconds between pings; the broker publishes our last will after one and a half times this.
        static let keepAlive: Int32 = 15
        /// Between attempts to reach a broker that was never there; afterwards libmosquitto's own delay holds.
        static let retrySeconds = 1.0
        /// How soon the thread notices that it is to end.
        static let pollMicroseconds: useconds_t = 50_000
        static let loopMilliseconds: Int32 = 1000
        /// Twice the largest batch of the uplink.
        static let packetBytesMax: UInt32 = 512 * 1024
        /// An hour: an update or a reboot. After a longer absence the gateways' hellos find what is missing.
        static let sessionExpirySeconds: UInt32 = 3600
    }

    init(_ pointer: OpaquePointer, _ broker: BrokerSettings, _ events: EventQueue, keepsSession: Bool) {
        unsafe self.pointer = unsafe pointer
        self.broker = broker
        self.events = events
        self.keepsSession = keepsSession
    }

    func start() throws(ClientError) {
        let context = unsafe Unmanaged.passRetained(self).toOpaque()
        var started = pthread_t()
        let failure = unsafe pthread_create(
            &started, nil,
            { context in
                guard let context = unsafe context else { return nil }
                unsafe Unmanaged<NetworkThread>.fromOpaque(context).takeRetainedValue().run()
                return nil
            }, context)
        guard failure == 0 else {
            throw ClientError(code: failure, operation: "start the network thread", explanation: "the process is out of threads")
        }
        let running = started
        thread.withLock { $0 = running }
    }

    private func run() {
        while !isEnding.load(ordering: .relaxed) {
            let code = connect()
            if code == MOSQ_ERR_SUCCESS.rawValue {
                // Connects again by itself; returns when we have said goodbye, or when the connection makes no sense.
                unsafe mosquitto_loop_forever(pointer, Limit.loopMilliseconds, 1)
            } else {
                events.append(.disconnected(reason: unsafe String(cString: mosquitto_strerror(code))))
            }
            pause()
        }
    }

    private func connect() -> Int32 {
        // The broker keeps larger messages to itself, so that a hostile client cannot fill our memory.
        var properties: OpaquePointer?
        defer { unsafe mosquitto_property_free_all(&properties) }
        _ = unsafe mosquitto_property_add_int32(&properties, Int32(MQTT_PROP_MAXIMUM_PACKET_SIZE.rawValue), Limit.packetBytesMax)
        if keepsSession {
            _ = unsafe mosquitto_property_add_int32(
                &properties, Int32(MQTT_PROP_SESSION_EXPIRY_INTERVAL.rawValue), Limit.sessionExpirySeconds)
        }
        return unsafe mosquitto_connect_bind_v5(pointer, broker.host, Int32(clamping: broker.port), Limit.keepAlive, nil, properties)
    }

    private func pause() {
        for _ in 0..<Int(Limit.retrySeconds * 1_000_000) / Int(Limit.pollMicroseconds) where !isEnding.load(ordering: .relaxed) {
            usleep(Limit.pollMicroseconds)
        }
    }

    /// Says goodbye to the broker and waits for the thread. Harmless when it has ended.
    func end() {
        isEnding.store(true, ordering: .relaxed)
        _ = unsafe mosquitto_disconnect(pointer)
        let running = thread.withLock { thread in
            defer { thread = nil }
            return thread
        }
        if let running { pthread_join(running, nil) }
    }
}
