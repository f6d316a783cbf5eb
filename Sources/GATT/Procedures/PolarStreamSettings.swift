// What a Polar sensor offers for a measurement, and what is chosen of it.

/// Settings of a measurement as the control point lists them: a type, the number of values, the values.
///
/// Source: the vendor's published SDK (polar-ble-sdk), "Polar Measurement Data" settings.
struct PolarStreamSettings: Hashable, Sendable {
    /// In the order of the types; those that are not listed here cannot be skipped, since their size is unknown.
    private enum Kind: UInt8, CaseIterable {
        /// Hz.
        case sampleRate = 0
        /// Bits.
        case resolution = 1
        /// Such as g or degrees a second.
        case range = 2
        case rangeMilliUnit = 3
        case channels = 4
        /// Given by the device in the answer to a start only.
        case factor = 5

        var byteCount: Int {
            switch self {
            case .sampleRate, .resolution, .range: 2
            case .rangeMilliUnit, .factor: 4
            case .channels: 1
            }
        }
    }

    private var offered: [Kind: [UInt32]] = [:]

    /// `nil` where a list is cut off. Settings from an unknown type on are left out.
    init?(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while let code = rest.popFirst() {
            guard let kind = Kind(rawValue: code) else { return }
            guard let count = rest.popFirst(), rest.count >= Int(count) * kind.byteCount else { return nil }
            for _ in 0..<count {
                var value: UInt32 = 0
                for byte in rest.prefix(kind.byteCount).reversed() { value = value << 8 | UInt32(byte) }
                rest.removeFirst(kind.byteCount)
                offered[kind, default: []].append(value)
            }
        }
    }

    /// The bits of the factor that makes units of raw samples: a 32-bit float of IEEE 754.
    var factorBits: UInt32? { offered[.factor]?.first }

    /// The highest sample rate up to the limit, or the lowest there is; of everything else the most.
    func chosen(sampleRateMax: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        for kind in Kind.allCases where kind != .factor {
            guard let values = offered[kind], let most = values.max() else { continue }
            var value = most
            if kind == .sampleRate { value = values.filter { Int($0) <= sampleRateMax }.max() ?? values.min() ?? most }
            bytes += [kind.rawValue, 1] + (0..<kind.byteCount).map { UInt8(truncatingIfNeeded: value >> UInt32(8 * $0)) }
        }
        return bytes
    }

    /// In hertz, as `chosen` picks it.
    func sampleRate(max: Int) -> Int? {
        guard let values = offered[.sampleRate] else { return nil }
        return (values.filter { Int($0) <= max }.max() ?? values.min()).map { Int($0) }
    }
}
