// An MQTT 5 client on libmosquitto: QoS 1 both ways, reconnects by itself. Delivery does not rest on it: the uplink's acknowledgements
// are end to end.

import CMosquitto
import Glibc
import Settings
import Synchronization

package final class Client: Sendable {
    // Argument for `@unchecked`: libmosquitto locks internally in threaded mode, and the pointer never changes.
    @safe private struct Handle: @unchecked Sendable {
        let pointer: OpaquePointer
    }

    private let handle: Handle
    private let events: EventQueue
    private let network: NetworkThread

    private enum Limit {
        static let reconnectDelay: UInt32 = 1
        static let reconnectDelayMax: UInt32 = 15
        /// Publications in flight to the broker; more wait in libmosquitto. The uplink's window is smaller.
        static let inFlightMax: UInt32 = 256
    }

    /// Called once for the process, on first use; libmosquitto counts and never needs the end.
    private static let library: Void = { _ = mosquitto_lib_init() }()

    /// `keepsSession`: the broker holds messages for this client while it is away, for up to an hour; the id must be the same
    /// each time then, and nobody else's.
    package init(
        _ broker: BrokerSettings, clientID: String, will: LastWill? = nil, queueMax: Int = 4096, tellsPublished: Bool = false,
        keepsSession: Bool = false
    ) throws(ClientError) {
        _ = Self.library
        guard let pointer = unsafe mosquitto_new(clientID, !keepsSession, nil) else {
            throw ClientError(code: Int32(MOSQ_ERR_NOMEM.rawValue), operation: "create client", explanation: "out of memory")
        }
        unsafe handle = Handle(pointer: pointer)
        events = EventQueue(limit: queueMax)
        network = unsafe NetworkThread(pointer, broker, events, keepsSession: keepsSession)
        // Unretained: `deinit` ends the network thread before the object goes away.
        unsafe mosquitto_user_data_set(pointer, Unmanaged.passUnretained(self).toOpaque())
        try unsafe check(
            mosquitto_int_option(pointer, MOSQ_OPT_PROTOCOL_VERSION, MQTT_PROTOCOL_V5), "choose MQTT 5")
        // Small messages both ways: waiting for a full segment costs 40 ms each.
        try unsafe check(mosquitto_int_option(pointer, MOSQ_OPT_TCP_NODELAY, 1), "send at once")
        unsafe mosquitto_threaded_set(pointer, true)
        try unsafe check(
            mosquitto_reconnect_delay_set(pointer, Limit.reconnectDelay, Limit.reconnectDelayMax, true), "set reconnect delay")
        try unsafe check(mosquitto_max_inflight_messages_set(pointer, Limit.inFlightMax), "set window")
        if let will {
            try unsafe check(
                will.payload.withUnsafeBytes {
                    unsafe mosquitto_will_set(pointer, will.topic, Int32($0.count), $0.baseAddress, 1, will.retain)
                }, "set last will")
        }
        if let username = broker.username {
            try unsafe check(mosquitto_username_pw_set(pointer, username, broker.password?.revealed), "set credentials")
        }
        if let caFile = broker.caFile {
            try unsafe check(
                mosquitto_tls_set(pointer, caFile, nil, broker.certificateFile, broker.keyFile, nil),
                "use TLS with CA file \(caFile)")
        }
        setCallbacks(tellsPublished: tellsPublished)
    }

    private func setCallbacks(tellsPublished: Bool) {
        unsafe mosquitto_connect_v5_callback_set(handle.pointer) { _, context, code, _, _ in
            guard let context = unsafe context else { return }
            let events = unsafe Unmanaged<Client>.fromOpaque(context).takeUnretainedValue().events
            if code == 0 {
                events.append(.connected)
            } else {
                events.append(.disconnected(reason: unsafe String(cString: mosquitto_reason_string(code))))
            }
        }
        unsafe mosquitto_disconnect_v5_callback_set(handle.pointer) { _, context, code, _ in
            guard let context = unsafe context else { return }
            let events = unsafe Unmanaged<Client>.fromOpaque(context).takeUnretainedValue().events
            events.append(.disconnected(reason: unsafe String(cString: mosquitto_strerror(code))))
        }
        if tellsPublished {
            unsafe mosquitto_publish_v5_callback_set(handle.pointer) { _, context, id, _, _ in
                guard let context = unsafe context else { return }
                unsafe Unmanaged<Client>.fromOpaque(context).takeUnretainedValue().events.append(.published(id: id))
            }
        }
        unsafe mosquitto_message_v5_callback_set(handle.pointer) { _, context, message, properties in
            guard let context = unsafe context, let message = unsafe message?.pointee, let topic = unsafe message.topic else { return }
            let payload = unsafe [UInt8](UnsafeRawBufferPointer(start: message.payload, count: Int(message.payloadlen)))
            let received = unsafe Message(
                topic: String(cString: topic), payload: payload, isRetained: message.retain, correlation: Client.correlation(properties))
            unsafe Unmanaged<Client>.fromOpaque(context).takeUnretainedValue().events.append(.message(received))
        }
    }

    private static func correlation(_ properties: OpaquePointer?) -> [UInt8] {
        var data: UnsafeMutableRawPointer?
        var count: UInt16 = 0
        guard unsafe properties != nil,
            unsafe mosquitto_property_read_binary(properties, Int32(MQTT_PROP_CORRELATION_DATA.rawValue), &data, &count, false) != nil
        else { return [] }
        defer { unsafe free(data) }
        return unsafe [UInt8](UnsafeRawBufferPointer(start: data, count: Int(count)))
    }

    /// Connects in the background and keeps trying; success is an event.
    package func start() throws(ClientError) {
        try network.start()
    }

    /// Subscribes with QoS 1; to be repeated at each `.connected`, since the broker may have forgotten the session.
    package func subscribe(_ topics: [String]) throws(ClientError) {
        for topic in topics {
            try check(unsafe mosquitto_subscribe(handle.pointer, nil, topic, 1), "subscribe to \(topic)")
        }
    }

    /// Hands a message to libmosquitto; the identifier comes back in `.published` when the broker has it, to who asked for that.
    @discardableResult
    package func publish(_ payload: [UInt8], to topic: String, retain: Bool = false) throws(ClientError) -> Int32 {
        var id: Int32 = 0
        let code = unsafe payload.withUnsafeBytes { bytes in
            unsafe mosquitto_publish(handle.pointer, &id, topic, Int32(clamping: bytes.count), bytes.baseAddress, 1, retain)
        }
        try check(code, "publish to \(topic)")
        return id
    }

    /// Publishes a request, whose responses are expected on `responses`, or a response to one: both with the same correlation.
    package func publish(_ payload: [UInt8], to topic: String, responses: String? = nil, correlation: [UInt8]) throws(ClientError) {
        var properties: OpaquePointer?
        defer { unsafe mosquitto_property_free_all(&properties) }
        if let responses {
            try check(
                unsafe mosquitto_property_add_string(&properties, Int32(MQTT_PROP_RESPONSE_TOPIC.rawValue), responses), "name \(responses)")
        }
        if !correlation.isEmpty {
            try check(
                unsafe mosquitto_property_add_binary(
                    &properties, Int32(MQTT_PROP_CORRELATION_DATA.rawValue), correlation, UInt16(clamping: correlation.count)),
                "add correlation data")
        }
        try check(
            unsafe mosquitto_publish_v5(handle.pointer, nil, topic, Int32(clamping: payload.count), payload, 1, false, properties),
            "publish to \(topic)")
    }

    /// Everything that happened since the last call, in order; waits for the first event. Empty once stopped or cancelled.
    package func nextEvents() async -> [ClientEvent] {
        await events.next()
    }

    /// Says goodbye to the broker, so that it does not publish the last will.
    package func stop() {
        events.close()
        network.end()
    }

    private func check(_ code: Int32, _ operation: String) throws(ClientError) {
        guard code != MOSQ_ERR_SUCCESS.rawValue else { return }
        throw ClientError(code: code, operation: operation, explanation: unsafe String(cString: mosquitto_strerror(code)))
    }

    deinit {
        stop()
        unsafe mosquitto_destroy(handle.pointer)
    }
}
