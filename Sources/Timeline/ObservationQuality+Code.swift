// How qualities stand in the table: small numbers, which SQLite keeps in no byte or one. A code never changes its meaning.

import Vitals

extension ObservationQuality {
    var code: Int {
        switch self {
        case .good: 0
        case .implausible: 1
        case .noContact: 2
        case .questionable: 3
        }
    }

    /// A code of a newer version counts as doubtful.
    init(code: Int) {
        self = Self.allCases.first { $0.code == code } ?? .implausible
    }
}
