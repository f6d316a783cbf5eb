// What a gateway says first.

/// What a gateway holds, said on each connect before any batch.
package struct Hello: Hashable, Sendable {
    package let epoch: UInt64
    /// The oldest sequence that the outbox still has; `nil` when it has none.
    package let firstHeld: UInt64?
    /// The last sequence ever written in this epoch; 0 before the first.
    package let lastWritten: UInt64
    package let software: String
    package let boot: UInt32

    package init(epoch: UInt64, firstHeld: UInt64?, lastWritten: UInt64, software: String, boot: UInt32) {
        self.epoch = epoch
        self.firstHeld = firstHeld
        self.lastWritten = lastWritten
        self.software = software
        self.boot = boot
    }

    package func encoded() -> [UInt8] {
        var wire = WireHello()
        wire.epoch = epoch
        wire.firstHeld = firstHeld ?? 0
        wire.lastWritten = lastWritten
        wire.software = software
        wire.boot = boot
        return wire.bytes()
    }

    package init(decoding bytes: [UInt8]) throws(ControlError) {
        let wire = try WireHello(bounded: bytes)
        guard wire.epoch != 0 else { throw .missing("epoch") }
        guard wire.firstHeld <= wire.lastWritten, wire.lastWritten <= UInt64(Int64.max) else {
            throw .range(first: wire.firstHeld, last: wire.lastWritten)
        }
        self.init(
            epoch: wire.epoch, firstHeld: wire.firstHeld == 0 ? nil : wire.firstHeld, lastWritten: wire.lastWritten,
            software: wire.software, boot: wire.boot)
    }
}
