// What travels over the broker, both ways.

/// A message as the broker delivered it.
package struct Message: Sendable, Hashable {
    package let topic: String
    package let payload: [UInt8]
    /// True when the broker had kept it and sends it because of a new subscription.
    package let isRetained: Bool
    /// Which request it belongs to: a response has that of its request. Source: MQTT 5.0 §4.10.
    package let correlation: [UInt8]

    package init(topic: String, payload: [UInt8], isRetained: Bool, correlation: [UInt8] = []) {
        self.topic = topic
        self.payload = payload
        self.isRetained = isRetained
        self.correlation = correlation
    }
}

/// What the broker publishes for us when the connection is lost without a goodbye.
package struct LastWill: Sendable {
    package let topic: String
    package let payload: [UInt8]
    package let retain: Bool

    package init(topic: String, payload: [UInt8], retain: Bool) {
        self.topic = topic
        self.payload = payload
        self.retain = retain
    }
}
