// Days of people, beside the repository.

import Conditions
import TestSupport
import Testing

@Suite(
    "Illness on recorded days", .enabled(if: SharedData.isExpected, Comment(rawValue: SharedData.whenAbsent)))
struct RecordedDaysTests {
    @Test("NightSignal gives the published alerts on every night of the published sample")
    func nightSignal() throws {
        let expected = try SharedData.rows("daily/nightsignal_sample/nightsignal_reference.csv")
        // Days since the first, in the order of the dates: the sample's months have the lengths of the calendar's.
        let starts = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]
        func day(_ date: String) throws -> Int {
            let parts = date.split(separator: "-").compactMap { Int($0) }
            try #require(parts.count == 3 && parts[0] == 2026)
            return starts[parts[1] - 1] + parts[2]
        }
        var nights: [Int: (sum: Double, count: Double)] = [:]
        for row in try SharedData.rows("daily/nightsignal_sample/applewatch_resting_hr.csv") where row[1] < "07:00:00" {
            let night = try day(row[0])
            let known = nights[night] ?? (0, 0)
            nights[night] = (known.sum + (Double(row[2]) ?? .nan), known.count + 1)
        }
        var detector = NightSignal()
        var alerts: [Int: Int] = [:]
        for (night, rates) in nights.sorted(by: { $0.key < $1.key }) {
            for (day, alert) in detector.add(rates.sum / rates.count, day: night) { alerts[day] = alert.rawValue }
        }
        #expect(expected.count == 108)
        for row in expected { #expect(alerts[try day(row[0])] == Int(row[1]), "\(row[0])") }
    }
}
