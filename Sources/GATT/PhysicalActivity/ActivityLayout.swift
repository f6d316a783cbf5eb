// The seven records of the Physical Activity Monitor Service differ in their optional fields only; this tells them apart.

package import Vitals

/// One optional field of a record; its place in the list is the bit that announces it.
package struct ActivityField: Sendable {
    package enum Width: Sendable {
        case uint8, uint16, uint24, int24, uint32
        /// A code of one byte. Drafts of the specification had two; the length of the value tells.
        case activityType
        /// Bits, three bytes.
        case sleepStage

        var byteCount: Int {
            switch self {
            case .uint8, .activityType: 1
            case .uint16: 2
            case .uint24, .int24, .sleepStage: 3
            case .uint32: 4
            }
        }
    }

    package let name: String
    package let width: Width
    /// UCUM, where it is known.
    package let unit: String?
    package let metric: Metric?

    package init(_ name: String, _ width: Width, _ unit: String? = nil, _ metric: Metric? = nil) {
        self.name = name
        self.width = width
        self.unit = unit
        self.metric = metric
    }

    /// Three fields, the least, the greatest and the mean of a quantity over the session.
    package static func statistics(_ name: String, _ width: Width, _ unit: String? = nil) -> [Self] {
        ["minimum", "maximum", "average"].map { Self("\($0)_\(name)", width, unit) }
    }
}

/// Names the layout of a record as a type, so that each characteristic has a type of its own.
package protocol ActivityLayout: Sendable {
    static var flagByteCount: Int { get }
    /// Set while the device is worn, for records of the moment.
    static var wornBit: Int? { get }
    static var fields: [ActivityField] { get }
}

extension ActivityLayout {
    package static var wornBit: Int? { nil }
}
