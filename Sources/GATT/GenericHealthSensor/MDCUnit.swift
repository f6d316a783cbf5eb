// Health observations name their units by codes of IEEE 11073-10101; metrics name theirs in UCUM.

/// A unit of IEEE 11073-10101, partition 4 (MDC_PART_DIM), and how it relates to others of its dimension.
///
/// A code is a base unit plus a decimal prefix: 1728 is gram, 1731 kilogram. Source: IEEE 11073-10101, annex A; ISO/IEEE 11073-10404 ff.
struct MDCUnit: Sendable {
    /// Units of one dimension convert into each other; `other` converts into nothing but itself.
    enum Dimension: Hashable, Sendable {
        case length, mass, volume, time, temperature, pressure, energy, frequency, fraction, other
    }

    let code: UInt16
    let ucum: String
    let dimension: Dimension
    /// In the dimension's base unit: (value + `shift`) · `numerator` / `denominator`, two exact numbers rather than a rounded one.
    let numerator: Double
    let denominator: Double
    let shift: Double

    private init(
        _ code: UInt16, _ ucum: String, _ dimension: Dimension = .other, _ numerator: Double = 1, per denominator: Double = 1,
        shift: Double = 0
    ) {
        self.code = code
        self.ucum = ucum
        self.dimension = dimension
        self.numerator = numerator
        self.denominator = denominator
        self.shift = shift
    }

    private static let all: [Self] = [
        Self(512, "1", .fraction), Self(544, "%", .fraction, 1, per: 100), Self(736, "deg"),
        Self(1280, "m", .length), Self(1283, "km", .length, 1000), Self(1297, "cm", .length, 1, per: 100),
        Self(1298, "mm", .length, 1, per: 1000), Self(1344, "[ft_i]", .length, 3048, per: 10_000),
        Self(1376, "[in_i]", .length, 254, per: 10_000),
        Self(1600, "L", .volume, 1000), Self(1618, "mL", .volume),
        Self(1728, "g", .mass, 1, per: 1000), Self(1731, "kg", .mass), Self(1746, "mg", .mass, 1, per: 1_000_000),
        Self(1760, "[lb_av]", .mass, 45_359_237, per: 100_000_000),
        Self(1952, "kg/m2"), Self(2112, "g/dL"), Self(2130, "mg/dL"), Self(4722, "mmol/L"),
        Self(2176, "s", .time, 1000), Self(2194, "ms", .time), Self(2208, "min", .time, 60_000), Self(2240, "h", .time, 3_600_000),
        Self(2272, "d", .time, 86_400_000), Self(2368, "a"),
        // Beats, breaths, and what else is counted by the minute.
        Self(2720, "/min", .frequency), Self(2784, "/min", .frequency), Self(2496, "Hz", .frequency, 60),
        Self(3072, "L/min"),
        Self(3840, "Pa", .pressure), Self(3842, "hPa", .pressure, 100), Self(3843, "kPa", .pressure, 1000),
        // Source: SP 811, NIST, annex B.8.
        Self(3872, "mm[Hg]", .pressure, 133.322),
        Self(3968, "J", .energy), Self(3971, "kJ", .energy, 1000), Self(6784, "cal", .energy, 4184, per: 1000),
        Self(6787, "kcal", .energy, 4184),
        Self(4032, "W"), Self(4256, "V"), Self(4274, "mV"), Self(4275, "uV"),
        Self(6048, "Cel", .temperature), Self(4416, "[degF]", .temperature, 5, per: 9, shift: -32),
        Self(4384, "K", .temperature, shift: -273.15),
        Self(6560, "m/min"), Self(6656, "{steps}"), Self(6752, "{steps}/min"), Self(6816, "{rev}/min"),
    ]

    private static let byCode = Dictionary(uniqueKeysWithValues: all.map { ($0.code, $0) })
    private static let byUCUM = Dictionary(all.map { ($0.ucum, $0) }) { first, _ in first }

    /// The unit of a code, if it is one that VitalFlow knows.
    init?(code: UInt16) {
        guard let known = Self.byCode[code] else { return nil }
        self = known
    }

    /// `value`, which is in this unit, in another; `nil` where that would be another kind of quantity.
    func convert(_ value: Double, to ucum: String) -> Double? {
        if ucum == self.ucum { return value }
        guard dimension != .other, let target = Self.byUCUM[ucum], target.dimension == dimension else { return nil }
        return (value + shift) * (numerator * target.denominator) / (denominator * target.numerator) - target.shift
    }
}
