// Physical Activity Monitor Service: what a person did, at the moment or over a session.

/// A record of activity, in the layout of `Layout`.
///
/// One byte of segmentation header, the flags, session and sub-session, seconds since the session began, a sequence number, then the
/// fields that the flags announce. Presence and order of the fields are those of the published flags; their widths are those of a public
/// implementation of the draft, which uses the same flags. Units are given where the name settles them, or, for durations of 24 bits, where
/// nothing but seconds would need as many; other quantities are shown as sent. What the bits of the header mean is not public: a value is
/// taken for a whole record if its length is exactly what its flags announce (or more, behind reserved flags), and is kept as a segment
/// otherwise. Source: Physical Activity Monitor Service 1.0, §3.2 to §3.8.
package struct ActivityData<Layout: ActivityLayout>: CharacteristicValue {
    package let header: UInt8
    /// `nil` where the value is a segment only.
    package let record: ActivityRecord?
    /// What follows the header, where the value is a segment only.
    package let segment: [UInt8]

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        header = try cursor.uint8(from: value)
        guard cursor.remaining(in: value) > 0 else { throw .truncated(at: 1, needs: 1, has: 0) }
        var attempt = cursor
        record = try? ActivityRecord(from: &attempt, of: value, flagByteCount: Layout.flagByteCount, wornBit: Layout.wornBit, Layout.fields)
        segment = record == nil ? try cursor.rest(of: value) : []
    }

    package var fields: [Field] {
        let header: [Field] = [Field("header", .raw([header]))]
        guard let record else { return header + [Field("segment", .raw(segment))] }
        return header + record.fields(wornBit: Layout.wornBit, Layout.fields)
    }

    package var readings: [Reading] { record?.readings(Layout.fields) ?? [] }
}
