// Polar Measurement Data: the settings of a stream together.

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
    /// `samplesPerSecondMax`, or the lowest one if all are higher; in the order of the types. The factor is the device's to tell.
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
            }.sorted { $0.kind.rawValue < $1.kind.rawValue })
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
