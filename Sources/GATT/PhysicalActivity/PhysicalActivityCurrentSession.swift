// Physical Activity Monitor Service: the session that runs, and those that ended.

/// A Physical Activity Current Session (0x2B44): the session that runs, or ran last.
///
/// Flags, of which bit 0 is set while it runs, and the session; then what is public from a draft only and decoded only where the length is
/// the draft's: start of the session, sub-session and its start (each a base time and an offset, as sent), predominant type of activity.
/// Source: Physical Activity Monitor Service 1.0, §3.10.
package struct PhysicalActivityCurrentSession: CharacteristicValue {
    package let value: ActivitySessionValue

    package init(decoding value: Span<UInt8>) throws(DecodingError) { self.value = try ActivitySessionValue(decoding: value) }

    package var fields: [Field] {
        value.fields(["running"], byteCount: 16) { details in
            SessionTime(details, at: 0).fields("session_start") + [.integer("sub_session_id", details.number(at: 6, bytes: 2))]
                + SessionTime(details, at: 8).fields("sub_session_start")
                + [.integer("predominant_activity_type", details.number(at: 14, bytes: 2))]
        }
    }
}

/// A Physical Activity Session Descriptor (0x2B45): when a session or sub-session began and ended.
///
/// Flags and the session; then what is public from a draft only and decoded only where the length is the draft's: start and end of the
/// session, the sub-session, its start and end. Source: Physical Activity Monitor Service 1.0, §3.11.
package struct PhysicalActivitySessionDescriptor: CharacteristicValue {
    package let value: ActivitySessionValue

    package init(decoding value: Span<UInt8>) throws(DecodingError) { self.value = try ActivitySessionValue(decoding: value) }

    package var fields: [Field] {
        value.fields(["describes_session", "running", "deleted"], byteCount: 26) { details in
            SessionTime(details, at: 0).fields("session_start") + SessionTime(details, at: 6).fields("session_end")
                + [.integer("sub_session_id", details.number(at: 12, bytes: 2))]
                + SessionTime(details, at: 14).fields("sub_session_start") + SessionTime(details, at: 20).fields("sub_session_end")
        }
    }
}

/// What both begin with, and the rest as sent.
package struct ActivitySessionValue: Hashable, Sendable {
    package let flags: UInt8
    package let session: UInt16
    package let details: [UInt8]

    init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        flags = try cursor.uint8(from: value)
        session = try cursor.uint16(from: value)
        details = try cursor.rest(of: value)
    }

    /// Details of another length than the draft's are not explained.
    fileprivate func fields(_ names: [String], byteCount: Int, explained: ([UInt8]) -> [Field]) -> [Field] {
        Field.flags("flags", flags, names) + [.integer("session_id", session)]
            + (details.count == byteCount ? explained(details) : [Field("details", .raw(details))])
    }
}

/// A base time of 32 bits and an offset of 16, signed.
private struct SessionTime {
    let base: Int
    let offset: Int16

    init(_ bytes: [UInt8], at position: Int) {
        base = bytes.number(at: position, bytes: 4)
        offset = Int16(truncatingIfNeeded: bytes.number(at: position + 4, bytes: 2))
    }

    func fields(_ name: String) -> [Field] { [.integer("\(name)_base_time", base), .integer("\(name)_time_offset", offset)] }
}

extension [UInt8] {
    /// Little-endian; bytes beyond the end count as 0.
    fileprivate func number(at position: Int, bytes count: Int) -> Int {
        dropFirst(position).prefix(count).reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}
