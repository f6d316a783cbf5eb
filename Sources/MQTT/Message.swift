// What travels over the broker, both ways.

/// A message as the broker delivered it.
package struct Message: Sendable, Hashable {
    package let topic: String
    package let payload: [UInt8]
    /// True when the broker had kept it and sends it because of a new subscription.
    package let isRetained: Bool

    package init(topic: String, payload: [UInt8], isRetained: Bool) {
        self.topic = topic
        self.payload = payload
        self.isRetained = isRetained
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
