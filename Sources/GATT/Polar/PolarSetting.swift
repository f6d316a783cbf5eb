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

/// All settings of a stream.
package struct PolarSettings: Hashable, Sendable {
    package let settings: [PolarSetting]
    /// From the first setting of a type that is reserved on: how long that is, nobody knows.
    package let unknown: [UInt8]

    package init(_ settings: [PolarSetting]) {
        self.settings = settings
        unknown = []
    }

    /// The settings up to the end.
    init(from value: Span<UInt8>, _ cursor: inout ByteCursor) throws(DecodingError) {
        var settings: [PolarSetting] = []
        var unknown: [UInt8] = []
        while cursor.remaining(in: value) > 0 {
            var ahead = cursor
            guard let kind = PolarSetting.Kind(rawValue: try ahead.uint8(from: value)) else {
                unknown = try cursor.rest(of: value)
                break
            }
            cursor = ahead
            let count = try cursor.uint8(from: value)
            var values: [UInt32] = []
            for _ in 0..<count {
                switch kind.bytesPerValue {
                case 1: values.append(UInt32(try cursor.uint8(from: value)))
                case 2: values.append(UInt32(try cursor.uint16(from: value)))
                default: values.append(try cursor.uint32(from: value))
                }
            }
            settings.append(PolarSetting(kind, values))
        }
        self.settings = settings
        self.unknown = unknown
    }

    /// The settings of joined response parameters.
    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        try self.init(from: value, &cursor)
    }

    package func values(_ kind: PolarSetting.Kind) -> [UInt32] { settings.first { $0.kind == kind }?.values ?? [] }

    package var samplesPerSecond: UInt32? { values(.sampleRate).first }

    /// `nil` where the device named none; values are then what they are.
    package var factor: Float? { values(.factor).first.map { Float(bitPattern: $0) } }

    /// The best of what is on offer: the finest resolution, the widest range, which nothing clips, all channels, and the highest rate up to
    /// `samplesPerSecondMax`, or the lowest one if all are higher. The factor is the device's to tell.
    package func best(samplesPerSecondMax: UInt32 = .max) -> Self {
        Self(
            settings.compactMap { setting in
                let best =
                    switch setting.kind {
                    case .factor: UInt32?.none
                    case .sampleRate: setting.values.filter { $0 <= samplesPerSecondMax }.max() ?? setting.values.min()
                    default: setting.values.max()
                    }
                return best.map { PolarSetting(setting.kind, [$0]) }
            })
    }

    /// As a request to start carries them; at most 255 values of a setting.
    package var bytes: [UInt8] {
        settings.flatMap { setting in
            let values = setting.values.prefix(Int(UInt8.max))
            return [setting.kind.rawValue, UInt8(values.count)]
                + values.flatMap { value in
                    (0..<setting.kind.bytesPerValue).map { UInt8(truncatingIfNeeded: value >> UInt32(8 * $0)) }
                }
        }
    }

    var fields: [Field] {
        settings.map { setting in
            switch setting.kind {
            case .factor:
                let factors = setting.values.map { Float(bitPattern: $0) }
                let value: Field.Value =
                    factors.allSatisfy(\.isFinite)
                    ? .numbers(factors.map { Double($0.description) ?? Double($0) }) : .texts(factors.map(\.description))
                return Field(setting.kind.fieldName, value)
            default: return Field(setting.kind.fieldName, .numbers(setting.values.map(Double.init)), unit: setting.kind.unit)
            }
        } + (unknown.isEmpty ? [] : [Field("unknown", .raw(unknown))])
    }
}
