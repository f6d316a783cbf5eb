// Battery Service: when a battery will have to be looked after.

/// An Estimated Service Date (0x2BEF): days since 1970-01-01 in UTC, 0 if not known.
///
/// Source: Battery Service 1.1; GATT Specification Supplement, "Estimated Service Date" and "Date UTC".
package struct EstimatedServiceDate: CharacteristicValue {
    package let date: DateUTC

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        date = DateUTC(days: try cursor.uint24(from: value))
        try cursor.end(of: value)
    }

    package var fields: [Field] { [date.field("estimated_service_date")] }
}
