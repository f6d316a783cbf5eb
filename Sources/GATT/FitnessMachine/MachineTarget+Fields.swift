// A target of a fitness machine as octets and as fields.

extension MachineTarget {
    /// The parameter of the control point or the status, without its op code.
    var encoded: [UInt8] {
        switch self {
        case .speed(let value), .expendedEnergyKilocalories(let value), .steps(let value), .strides(let value),
            .trainingTimeSeconds(let value), .wheelCircumference(let value), .cadence(let value):
            value.littleEndianBytes
        case .inclination(let value), .powerWatts(let value): value.littleEndianBytes
        case .resistanceLevel(let value, let isOctet): isOctet ? [UInt8(clamping: value)] : value.littleEndianBytes
        case .heartRatePerMinute(let value): [value]
        case .distanceMetres(let value): Array(value.littleEndianBytes.prefix(3))
        case .timeInTwoHeartRateZones(let times), .timeInThreeHeartRateZones(let times), .timeInFiveHeartRateZones(let times):
            times.flatMap(\.littleEndianBytes)
        case .indoorBikeSimulation(let simulation):
            simulation.windSpeed.littleEndianBytes + simulation.grade.littleEndianBytes
                + [simulation.rollingResistance, simulation.windResistance]
        }
    }

    var fields: [Field] {
        switch self {
        case .speed(let value): [.scaled("target_speed", value, exponent: -2, "km/h")]
        case .inclination(let value): [.scaled("target_inclination", value, exponent: -1, "%")]
        case .resistanceLevel(let value, _): [.scaled("target_resistance_level", value, exponent: -1, "1")]
        case .powerWatts(let value): [.integer("target_power", value, "W")]
        case .heartRatePerMinute(let value): [.integer("target_heart_rate", value, "/min")]
        case .expendedEnergyKilocalories(let value): [.integer("targeted_expended_energy", value, "kcal")]
        case .steps(let value): [.integer("targeted_number_of_steps", value, "1")]
        case .strides(let value): [.integer("targeted_number_of_strides", value, "1")]
        case .distanceMetres(let value): [.integer("targeted_distance", value, "m")]
        case .trainingTimeSeconds(let value): [.integer("targeted_training_time", value, "s")]
        case .timeInTwoHeartRateZones(let times): Self.zones(["fat_burn", "fitness"], times)
        case .timeInThreeHeartRateZones(let times): Self.zones(["light", "moderate", "hard"], times)
        case .timeInFiveHeartRateZones(let times): Self.zones(["very_light", "light", "moderate", "hard", "maximum"], times)
        case .indoorBikeSimulation(let simulation):
            [
                .scaled("wind_speed", simulation.windSpeed, exponent: -3, "m/s"), .scaled("grade", simulation.grade, exponent: -2, "%"),
                .scaled("coefficient_of_rolling_resistance", simulation.rollingResistance, exponent: -4, "1"),
                .scaled("wind_resistance_coefficient", simulation.windResistance, exponent: -2, "kg/m"),
            ]
        case .wheelCircumference(let value): [.scaled("wheel_circumference", value, exponent: -1, "mm")]
        case .cadence(let value): [.scaled("targeted_cadence", Int(value) * 5, exponent: -1, "/min")]
        }
    }

    private static func zones(_ names: [String], _ times: [UInt16]) -> [Field] {
        zip(names, times).map { .integer("targeted_time_in_\($0)_zone", $1, "s") }
    }
}
