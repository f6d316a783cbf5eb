// Four widths of buckets, so that a year and an hour both take few of them.

package import Vitals

/// In order of their widths.
package enum Resolution: String, Hashable, Sendable, CaseIterable {
    case minute, hour
    case sixHours = "six_hours"
    case day

    package var milliseconds: Int64 {
        switch self {
        case .minute: 60_000
        case .hour: 3_600_000
        case .sixHours: 6 * 3_600_000
        case .day: 86_400_000
        }
    }

    /// Rollups that are stored together: an hour of minutes, a day of hours, 16 days of six hours, 32 days.
    var groupMilliseconds: Int64 {
        switch self {
        case .minute: 3_600_000
        case .hour: 86_400_000
        case .sixHours: 16 * 86_400_000
        case .day: 32 * 86_400_000
        }
    }

    /// The bucket, in UTC, that a time lies in.
    package func start(of time: Timestamp) -> Timestamp { Self.floor(time, milliseconds) }

    func groupStart(of time: Timestamp) -> Timestamp { Self.floor(time, groupMilliseconds) }

    private static func floor(_ time: Timestamp, _ width: Int64) -> Timestamp {
        Timestamp(milliseconds: time.milliseconds.flooredQuotientAndRemainder(dividingBy: width).quotient * width)
    }

    /// What it has in the table; a code never changes its meaning.
    var code: Int {
        switch self {
        case .minute: 0
        case .hour: 1
        case .day: 2
        case .sixHours: 3
        }
    }
}
