// How qualities of time stand in the table, with what the time rests on. A code never changes its meaning.

import Vitals

enum TimeCode {
    /// 0, which takes no byte, is what nearly all rows have.
    static func of(_ quality: TimeQuality, _ basis: TimeBasis) -> Int {
        switch (basis, quality) {
        case (.gateway, .synchronized): 0
        case (.device, .corrected): 1
        case (.device, .estimated): 2
        case (.gateway, .corrected): 3
        case (.arrival, _): 4
        case (.gateway, .estimated): 5
        case (.device, .synchronized): 6
        }
    }

    /// A code of a newer version counts as doubtful.
    static func parts(_ code: Int) -> (quality: TimeQuality, basis: TimeBasis) {
        switch code {
        case 0: (.synchronized, .gateway)
        case 1: (.corrected, .device)
        case 3: (.corrected, .gateway)
        case 4: (.estimated, .arrival)
        case 5: (.estimated, .gateway)
        case 6: (.synchronized, .device)
        default: (.estimated, .device)
        }
    }
}
