// Cycling Power Measurement: its fields and readings.

import Vitals

extension CyclingPowerMeasurement {
    package var fields: [Field] {
        var fields: [Field] = [.integer("instantaneous_power", watts, "W")]
        if let pedalPowerBalanceTicks {
            fields.append(.scaled("pedal_power_balance", Int(pedalPowerBalanceTicks) * 5, exponent: -1, "%"))
            fields.append(.text("pedal_power_balance_reference", pedalPowerBalanceIsLeft ? "left" : "unknown"))
        }
        if let accumulatedTorqueTicks {
            fields.append(.number("accumulated_torque", Double(accumulatedTorqueTicks) / 32, "N.m"))
            fields.append(.text("accumulated_torque_source", accumulatedTorqueSource.rawValue))
        }
        fields += wheel?.fields(of: "wheel", ticksPerSecond: 2048) ?? []
        fields += crank?.fields(of: "crank", ticksPerSecond: 1024) ?? []
        if let extremeForcesNewtons {
            fields.append(.integer("maximum_force_magnitude", extremeForcesNewtons.maximum, "N"))
            fields.append(.integer("minimum_force_magnitude", extremeForcesNewtons.minimum, "N"))
        }
        if let extremeTorqueTicks {
            fields.append(.number("maximum_torque_magnitude", Double(extremeTorqueTicks.maximum) / 32, "N.m"))
            fields.append(.number("minimum_torque_magnitude", Double(extremeTorqueTicks.minimum) / 32, "N.m"))
        }
        if let extremeAnglesDegrees {
            fields.append(.integer("maximum_angle", extremeAnglesDegrees.maximum, "deg"))
            fields.append(.integer("minimum_angle", extremeAnglesDegrees.minimum, "deg"))
        }
        if let topDeadSpotAngleDegrees { fields.append(.integer("top_dead_spot_angle", topDeadSpotAngleDegrees, "deg")) }
        if let bottomDeadSpotAngleDegrees { fields.append(.integer("bottom_dead_spot_angle", bottomDeadSpotAngleDegrees, "deg")) }
        if let accumulatedEnergyKilojoules { fields.append(.integer("accumulated_energy", accumulatedEnergyKilojoules, "kJ")) }
        if offsetCompensationIndicator { fields.append(.text("offset_compensation_indicator", "true")) }
        return fields + reserved.fields
    }

    package var readings: [Reading] {
        var readings = [Reading(.power, Double(watts))]
        if let pedalPowerBalanceTicks { readings.append(Reading(.pedalPowerBalance, Double(pedalPowerBalanceTicks) / 2)) }
        if let accumulatedEnergyKilojoules { readings.append(Reading(.mechanicalWork, Double(accumulatedEnergyKilojoules))) }
        return readings
    }
}
