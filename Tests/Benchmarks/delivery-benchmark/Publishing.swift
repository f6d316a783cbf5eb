// Publishing through our client, beside libmosquitto itself: QoS 1, the same payloads, until the broker has all of them.

import CMosquitto
import Dispatch
import MQTT
import Settings
import Synchronization
import Vitals

enum Publishing {
    private static let rounds = 7
    private static let messages = 20_000

    static func measure(port: Int) async throws {
        for bytes in [128, 1024] {
            let payload = [UInt8](repeating: 0x5A, count: bytes)
            var ours: [Double] = []
            var limits: [Double] = []
            for _ in 0..<rounds {
                ours.append(try await throughClient(payload, port: port))
                limits.append(BareClient.rate(payload, port: port, messages: messages))
            }
            Figure.print(
                "publish_rate \(bytes) B", ours.median, "messages/s", limit: limits.median, "bare libmosquitto, its network thread")
        }
    }

    private static func throughClient(_ payload: [UInt8], port: Int) async throws -> Double {
        let client = try Client(BrokerSettings(host: "127.0.0.1", port: port), clientID: "benchmark", tellsPublished: true)
        try client.start()
        while await client.nextEvents() != [.connected] {}
        let clock = ContinuousClock()
        let start = clock.now
        for _ in 0..<messages { try client.publish(payload, to: "benchmark/batch") }
        var published = 0
        while published < messages { published += await client.nextEvents().count }
        let time = clock.now - start
        client.stop()
        return Double(messages) / time.inSeconds
    }
}

/// libmosquitto without anything around it, as `mosquitto_pub -l` uses it.
private enum BareClient {
    private static let missing = Atomic<Int>(0)
    private static let isReady = DispatchSemaphore(value: 0)

    static func rate(_ payload: [UInt8], port: Int, messages: Int) -> Double {
        missing.store(messages, ordering: .relaxed)
        let client = unsafe mosquitto_new("bare", true, nil)
        unsafe mosquitto_int_option(client, MOSQ_OPT_PROTOCOL_VERSION, MQTT_PROTOCOL_V5)
        unsafe mosquitto_int_option(client, MOSQ_OPT_TCP_NODELAY, 1)
        unsafe mosquitto_max_inflight_messages_set(client, 256)
        unsafe mosquitto_connect_v5_callback_set(client) { _, _, _, _, _ in BareClient.isReady.signal() }
        unsafe mosquitto_publish_v5_callback_set(client) { _, _, _, _, _ in
            if BareClient.missing.subtract(1, ordering: .relaxed).newValue == 0 { BareClient.isReady.signal() }
        }
        unsafe mosquitto_connect(client, "127.0.0.1", Int32(port), 60)
        unsafe mosquitto_loop_start(client)
        isReady.wait()
        let clock = ContinuousClock()
        let start = clock.now
        for _ in 0..<messages {
            unsafe payload.withUnsafeBytes {
                _ = unsafe mosquitto_publish(client, nil, "benchmark/batch", Int32($0.count), $0.baseAddress, 1, false)
            }
        }
        isReady.wait()
        let time = clock.now - start
        unsafe mosquitto_disconnect(client)
        unsafe mosquitto_loop_stop(client, false)
        unsafe mosquitto_destroy(client)
        return Double(messages) / time.inSeconds
    }
}
