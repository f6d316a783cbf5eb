// Two gateways that claim one id must not go unnoticed: what they send still counts, but somebody has to part them.

/// What the collector tells one process of a gateway: it is not to go on under this id.
package struct Refusal: Hashable, Sendable {
    package enum Reason: String, Hashable, Sendable, CaseIterable {
        /// Another process, which came first, says hello under the same id.
        case idInUse = "id_in_use"
        /// A code of a newer collector.
        case unknown
    }

    /// The process that is meant; every other one ignores the message.
    package let instance: UInt64
    package let reason: Reason

    package init(instance: UInt64, reason: Reason) {
        self.instance = instance
        self.reason = reason
    }

    package func encoded() -> [UInt8] {
        var wire = WireRefusal()
        wire.instance = instance
        wire.reason = reason.rawValue
        return wire.bytes()
    }

    package init(decoding bytes: [UInt8]) throws(ControlError) {
        let wire = try WireRefusal(bounded: bytes)
        guard wire.instance != 0 else { throw .missing("instance") }
        guard !wire.reason.isEmpty else { throw .missing("reason") }
        self.init(instance: wire.instance, reason: Reason(rawValue: wire.reason) ?? .unknown)
    }
}
