// What wheel and crank sensors send: how often it has turned, and when it last did.

/// A counter of revolutions and the time of the last one, in ticks of the sensor's own clock; both roll over.
package struct RevolutionCount: Hashable, Sendable, Codable {
    package let revolutions: UInt32
    /// Of 1/1024 s, or, for the wheel of a power meter, of 1/2048 s.
    package let eventTicks: UInt16

    package init(revolutions: UInt32, eventTicks: UInt16) {
        self.revolutions = revolutions
        self.eventTicks = eventTicks
    }

    /// A wheel counts in 32 bits.
    static func wheel(from value: Span<UInt8>, at cursor: inout ByteCursor) throws(DecodingError) -> Self {
        Self(revolutions: try cursor.uint32(from: value), eventTicks: try cursor.uint16(from: value))
    }

    /// A crank counts in 16 bits.
    static func crank(from value: Span<UInt8>, at cursor: inout ByteCursor) throws(DecodingError) -> Self {
        Self(revolutions: UInt32(try cursor.uint16(from: value)), eventTicks: try cursor.uint16(from: value))
    }

    /// The two fields of the specification; `part` is `wheel` or `crank`.
    func fields(of part: String, ticksPerSecond: Int) -> [Field] {
        [
            .integer("cumulative_\(part)_revolutions", revolutions, "1"),
            .number("last_\(part)_event_time", Double(eventTicks) / Double(ticksPerSecond), "s"),
        ]
    }
}
