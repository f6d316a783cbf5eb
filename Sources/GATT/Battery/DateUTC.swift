// Battery Service: dates as a count of days.

import Vitals

/// A Date UTC: days since 1970-01-01, 24 bits; 0 is not known. Source: GATT Specification Supplement, "Date UTC".
package struct DateUTC: Hashable, Sendable {
    package let days: UInt32

    package init(days: UInt32) { self.days = days }

    func field(_ name: String) -> Field {
        guard days != 0 else { return Field(name, .missing("not known")) }
        // 24 bits of days are 45 900 years: in milliseconds far from the range's end.
        let midnight = Timestamp(milliseconds: Int64(days) * 86_400_000).description
        return .text(name, String(midnight.prefix { $0 != "T" }))
    }
}
