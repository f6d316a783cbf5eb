// What can be set on a fitness machine, as its control point takes it and its status tells it.

/// A target of a training session. Source: Fitness Machine Service 1.0.1, tables 4.15 and 4.26.
package enum MachineTarget: Hashable, Sendable {
    /// 0.01 km/h.
    case speed(UInt16)
    /// 0.1 %.
    case inclination(Int16)
    /// Tenths. One octet in the control point's table, two in the status's and in most machines: the length of the value tells.
    case resistanceLevel(Int16, isOctet: Bool)
    case powerWatts(Int16)
    case heartRatePerMinute(UInt8)
    case expendedEnergyKilocalories(UInt16)
    case steps(UInt16)
    case strides(UInt16)
    case distanceMetres(UInt32)
    case trainingTimeSeconds(UInt16)
    /// Fat burn, fitness.
    case timeInTwoHeartRateZones([UInt16])
    /// Light, moderate, hard.
    case timeInThreeHeartRateZones([UInt16])
    /// Very light, light, moderate, hard, maximum.
    case timeInFiveHeartRateZones([UInt16])
    case indoorBikeSimulation(IndoorBikeSimulation)
    /// 0.1 mm.
    case wheelCircumference(UInt16)
    /// 0.5 a minute.
    case cadence(UInt16)

    /// The op code of the control point that sets it.
    package var controlOpCode: UInt8 {
        switch self {
        case .speed: 0x02
        case .inclination: 0x03
        case .resistanceLevel: 0x04
        case .powerWatts: 0x05
        case .heartRatePerMinute: 0x06
        case .expendedEnergyKilocalories: 0x09
        case .steps: 0x0A
        case .strides: 0x0B
        case .distanceMetres: 0x0C
        case .trainingTimeSeconds: 0x0D
        case .timeInTwoHeartRateZones: 0x0E
        case .timeInThreeHeartRateZones: 0x0F
        case .timeInFiveHeartRateZones: 0x10
        case .indoorBikeSimulation: 0x11
        case .wheelCircumference: 0x12
        case .cadence: 0x14
        }
    }

    /// `nil` for an op code that sets no target.
    init?(controlOpCode: UInt8, _ cursor: inout ByteCursor, _ value: Span<UInt8>) throws(DecodingError) {
        switch controlOpCode {
        case 0x02: self = .speed(try cursor.uint16(from: value))
        case 0x03: self = .inclination(try cursor.int16(from: value))
        case 0x04:
            let isOctet = cursor.remaining(in: value) == 1
            self = .resistanceLevel(isOctet ? Int16(try cursor.uint8(from: value)) : try cursor.int16(from: value), isOctet: isOctet)
        case 0x05: self = .powerWatts(try cursor.int16(from: value))
        case 0x06: self = .heartRatePerMinute(try cursor.uint8(from: value))
        case 0x09: self = .expendedEnergyKilocalories(try cursor.uint16(from: value))
        case 0x0A: self = .steps(try cursor.uint16(from: value))
        case 0x0B: self = .strides(try cursor.uint16(from: value))
        case 0x0C: self = .distanceMetres(try cursor.uint24(from: value))
        case 0x0D: self = .trainingTimeSeconds(try cursor.uint16(from: value))
        case 0x0E: self = .timeInTwoHeartRateZones(try Self.times(2, &cursor, value))
        case 0x0F: self = .timeInThreeHeartRateZones(try Self.times(3, &cursor, value))
        case 0x10: self = .timeInFiveHeartRateZones(try Self.times(5, &cursor, value))
        case 0x11: self = .indoorBikeSimulation(try IndoorBikeSimulation(&cursor, value))
        case 0x12: self = .wheelCircumference(try cursor.uint16(from: value))
        case 0x14: self = .cadence(try cursor.uint16(from: value))
        default: return nil
        }
    }

    private static func times(_ count: Int, _ cursor: inout ByteCursor, _ value: Span<UInt8>) throws(DecodingError) -> [UInt16] {
        var times: [UInt16] = []
        for _ in 0..<count { times.append(try cursor.uint16(from: value)) }
        return times
    }
}

/// What a trainer shall feel like. Source: Fitness Machine Service 1.0.1, §4.16.2.18.
package struct IndoorBikeSimulation: Hashable, Sendable {
    /// 0.001 m/s; positive from ahead.
    package let windSpeed: Int16
    /// 0.01 %.
    package let grade: Int16
    /// 0.0001.
    package let rollingResistance: UInt8
    /// 0.01 kg/m.
    package let windResistance: UInt8

    package init(windSpeed: Int16, grade: Int16, rollingResistance: UInt8, windResistance: UInt8) {
        self.windSpeed = windSpeed
        self.grade = grade
        self.rollingResistance = rollingResistance
        self.windResistance = windResistance
    }

    init(_ cursor: inout ByteCursor, _ value: Span<UInt8>) throws(DecodingError) {
        windSpeed = try cursor.int16(from: value)
        grade = try cursor.int16(from: value)
        rollingResistance = try cursor.uint8(from: value)
        windResistance = try cursor.uint8(from: value)
    }
}
