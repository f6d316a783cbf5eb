// How qualities of time stand in the table. A code never changes its meaning.

import Vitals

extension TimeQuality {
    var code: Int {
        switch self {
        case .synchronized: 0
        case .corrected: 1
        case .estimated: 2
        }
    }

    /// A code of a newer version counts as doubtful.
    init(code: Int) {
        self = Self.allCases.first { $0.code == code } ?? .estimated
    }
}
