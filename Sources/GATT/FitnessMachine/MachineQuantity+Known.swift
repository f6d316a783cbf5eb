// What fitness machines measure. Source: GATT Specification Supplement; Fitness Machine Service 1.0.1, §4.4 to 4.9.

import Vitals

extension MachineQuantity {
    /// Belt or wheel, 0.01 km/h; 1 km/h is 1/3.6 m/s.
    static let instantaneousSpeed = Self("instantaneous_speed", .uint16, exponent: -2, "km/h", metric: .speed, .ratio(1, 360))
    static let averageSpeed = Self("average_speed", .uint16, exponent: -2, "km/h")
    static let totalDistance = Self("total_distance", .uint24, "m", metric: .sessionDistance)

    static let inclination = Self(
        "inclination", .int16, exponent: -1, "%", notAvailable: 0x7FFF, metric: .inclination, .ratio(1, 10))
    static let rampAngleSetting = Self(
        "ramp_angle_setting", .int16, exponent: -1, "deg", notAvailable: 0x7FFF, metric: .rampAngle, .ratio(1, 10))

    /// Of a treadmill, in 0.1 m.
    static let positiveElevationGainTenths = Self(
        "positive_elevation_gain", .uint16, exponent: -1, "m", metric: .elevationGain, .ratio(1, 10))
    static let negativeElevationGainTenths = Self(
        "negative_elevation_gain", .uint16, exponent: -1, "m", metric: .elevationLoss, .ratio(1, 10))
    /// Of other machines, in metres.
    static let positiveElevationGain = Self("positive_elevation_gain", .uint16, "m", metric: .elevationGain)
    static let negativeElevationGain = Self("negative_elevation_gain", .uint16, "m", metric: .elevationLoss)

    /// Seconds for 500 m. The speed of a rower; a treadmill sends its speed beside it.
    static let instantaneousPace = Self("instantaneous_pace", .uint16, "s/(500.m)")
    static let instantaneousPaceOfRower = Self("instantaneous_pace", .uint16, "s/(500.m)", metric: .speed, .secondsPerMetres(500))
    static let averagePace = Self("average_pace", .uint16, "s/(500.m)")
    /// Of a treadmill of before 2021, in 0.1 km a minute.
    static let instantaneousPaceOctet = Self("instantaneous_pace", .uint8, exponent: -1, "km/min")
    static let averagePaceOctet = Self("average_pace", .uint8, exponent: -1, "km/min")

    static let totalEnergy = Self(
        "total_energy", .uint16, "kcal", notAvailable: 0xFFFF, metric: .energyExpended, .ratio(4184, 1000))
    static let energyPerHour = Self(
        "energy_per_hour", .uint16, "kcal/h", notAvailable: 0xFFFF, metric: .energyPerHour, .ratio(4184, 1000))
    static let energyPerMinute = Self(
        "energy_per_minute", .uint8, "kcal/min", notAvailable: 0xFF, metric: .energyPerMinute, .ratio(4184, 1000))
    static let heartRate = Self("heart_rate", .uint8, "/min", metric: .heartRate, .zeroIsNothing)
    static let metabolicEquivalent = Self(
        "metabolic_equivalent", .uint8, exponent: -1, "[MET]", metric: .metabolicEquivalent, .ratio(1, 10))
    static let elapsedTime = Self("elapsed_time", .uint16, "s", metric: .sessionElapsed)
    static let remainingTime = Self("remaining_time", .uint16, "s", metric: .sessionRemaining)

    static let forceOnBelt = Self("force_on_belt", .int16, "N", notAvailable: 0x7FFF, metric: .forceOnBelt)
    static let powerOutput = Self("power_output", .int16, "W", notAvailable: 0x7FFF, metric: .power)
    static let instantaneousPower = Self("instantaneous_power", .int16, "W", metric: .power)
    static let averagePower = Self("average_power", .int16, "W")

    static let stepPerMinute = Self("step_per_minute", .uint16, "/min", metric: .stepRate)
    static let averageStepRate = Self("average_step_rate", .uint16, "/min")
    static let floors = Self("floors", .uint16, "1", metric: .sessionFloors)
    static let stepCount = Self("step_count", .uint16, "1", metric: .sessionSteps)
    /// Of a cross trainer, in tenths of a stride.
    static let strideCountTenths = Self("stride_count", .uint16, exponent: -1, "1", metric: .sessionStrides, .ratio(1, 10))
    static let strideCount = Self("stride_count", .uint16, "1", metric: .sessionStrides)

    /// 0.5 a minute.
    static let strokeRate = Self("stroke_rate", .uint8, factor: 5, exponent: -1, "/min", metric: .strokeRate, .ratio(1, 2))
    static let strokeCount = Self("stroke_count", .uint16, "1", metric: .sessionStrokes)
    static let averageStrokeRate = Self("average_stroke_rate", .uint8, factor: 5, exponent: -1, "/min")
    static let instantaneousCadence = Self(
        "instantaneous_cadence", .uint16, factor: 5, exponent: -1, "/min", metric: .cyclingCadence, .ratio(1, 2))
    static let averageCadence = Self("average_cadence", .uint16, factor: 5, exponent: -1, "/min")

    /// Of a machine's own scale, as nearly all machines send it.
    static let resistanceLevel = Self("resistance_level", .int16, "1", metric: .resistanceLevel)
    /// Of a cross trainer: tenths.
    static let resistanceLevelTenths = Self("resistance_level", .int16, exponent: -1, "1", metric: .resistanceLevel, .ratio(1, 10))
    /// As the GATT Specification Supplement has it since 2021: one octet of tens.
    static let resistanceLevelOctet = Self("resistance_level", .uint8, factor: 10, "1", metric: .resistanceLevel, .ratio(10, 1))
}
