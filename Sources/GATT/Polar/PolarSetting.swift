// Polar Measurement Data: what a stream can be set to, and what it is set to.

/// One setting with the values on offer, or the one that is chosen.
///
/// One byte of type, one of how many values follow, then values of 1, 2 or 4 bytes by type.
/// Source: Polar Measurement Data Specification, "Request Stream Settings".
package struct PolarSetting: Hashable, Sendable {
    package enum Kind: UInt8, Hashable, Sendable, CaseIterable {
        /// Samples a second.
        case sampleRate = 0
        /// Bits of a value.
        case resolution
        /// The greatest value to either side: g, deg/s or G.
        case range
        /// The same in thousandths.
        case rangeMilliunit
        case channels
        /// What each value has to be multiplied with: the bits of an IEEE 754 binary32 number.
        case factor
    }

    package let kind: Kind
    package let values: [UInt32]

    package init(_ kind: Kind, _ values: [UInt32]) {
        self.kind = kind
        self.values = values
    }
}

extension PolarSetting.Kind {
    var bytesPerValue: Int {
        switch self {
        case .sampleRate, .resolution, .range: 2
        case .rangeMilliunit, .factor: 4
        case .channels: 1
        }
    }

    var fieldName: String {
        switch self {
        case .sampleRate: "sample_rate"
        case .resolution: "resolution"
        case .range: "range"
        case .rangeMilliunit: "range_milliunit"
        case .channels: "channels"
        case .factor: "factor"
        }
    }

    var unit: String? {
        switch self {
        case .sampleRate: "Hz"
        case .resolution: "bit"
        default: nil
        }
    }
}
