// The languages in which alarms speak.

/// A language of people; its raw value is its ISO 639-1 code.
package enum AlarmLanguage: String, Hashable, Sendable, Codable, CaseIterable {
    case english = "en"
    case german = "de"

    var words: AlarmWords {
        switch self {
        case .english: .english
        case .german: .german
        }
    }
}
