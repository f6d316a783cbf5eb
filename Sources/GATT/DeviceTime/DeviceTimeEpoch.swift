// Device Time Service: what the seconds are counted from.

package import Vitals

/// The year at whose beginning a count of seconds begins. Source: Device Time Service 1.0, §3.3.1.5 (bit 4 of DT_Status) and §3.7.1.1.
package enum DeviceTimeEpoch: Hashable, Sendable {
    case year1900
    case year2000

    private var milliseconds: Int64 {
        switch self {
        case .year1900: -2_208_988_800_000
        case .year2000: 946_684_800_000
        }
    }

    /// What a count stands for when it is read as UTC.
    package func moment(seconds: UInt32) -> Timestamp { Timestamp(milliseconds: milliseconds + Int64(seconds) * 1000) }

    /// Date and time that a count stands for, without a zone: it may be UTC or local.
    func text(seconds: UInt32) -> String { String(moment(seconds: seconds).description.prefix { $0 != "." }) }

    /// The count for a moment in UTC; `nil` where 32 bits do not hold it.
    package func seconds(of moment: Timestamp) -> UInt32? {
        let (since, overflow) = moment.milliseconds.subtractingReportingOverflow(milliseconds)
        guard !overflow, since >= 0 else { return nil }
        return UInt32(exactly: since / 1000)
    }
}
