// The state of devices themselves.

extension Metric {
    /// Charge of the device's battery. MDC_ATTR_VAL_BATT_CHARGE.
    package static let batteryLevel = Metric("battery_level", "Battery level", unit: "%", mdc: 67_996, plausible: 0...100, .state)

    /// What a battery still holds of what it held when new.
    package static let batteryHealth = Metric("battery_health", "Battery health", unit: "%", plausible: 0...100, .state)

    /// Charges and discharges so far.
    package static let batteryCycleCount = Metric("battery_cycle_count", "Battery cycles", unit: "1", plausible: 0...65_535, .state)

    /// How often the battery was emptied altogether.
    package static let batteryDeepDischargeCount = Metric(
        "battery_deep_discharge_count", "Battery deep discharges", unit: "1", plausible: 0...65_535, .state)

    package static let batteryTemperature = Metric(
        "battery_temperature", "Battery temperature", unit: "Cel", plausible: -40...85, .sample)

    /// Between the battery's terminals.
    package static let batteryVoltage = Metric("battery_voltage", "Battery voltage", unit: "V", plausible: 0...100, .sample)

    /// What the battery could give now.
    package static let batteryEnergy = Metric("battery_energy", "Battery energy", unit: "kW.h", plausible: 0...100, .state)

    /// What the battery can hold now.
    package static let batteryCapacity = Metric("battery_capacity", "Battery capacity", unit: "kW.h", plausible: 0...100, .state)

    /// Into the battery; negative while it is discharged.
    package static let batteryChargeRate = Metric(
        "battery_charge_rate", "Battery charge rate", unit: "W", plausible: -10_000...10_000, .sample)

    /// From a charger or supply.
    package static let externalSourcePower = Metric(
        "external_source_power", "Power from an external source", unit: "W", plausible: 0...10_000, .sample)

    /// At the present use. MDC_ATTR_TIME_BATT_REMAIN.
    package static let batteryTimeUntilDischarged = Metric(
        "battery_time_until_discharged", "Time until the battery is discharged", unit: "min", mdc: 67_976, plausible: 0...16_777_213, .state
    )

    package static let batteryTimeUntilRecharged = Metric(
        "battery_time_until_recharged", "Time until the battery is recharged", unit: "min", plausible: 0...16_777_213, .state)

    static let deviceMetrics: [Metric] = [
        .batteryLevel, .batteryHealth, .batteryCycleCount, .batteryDeepDischargeCount, .batteryTemperature, .batteryVoltage, .batteryEnergy,
        .batteryCapacity, .batteryChargeRate, .externalSourcePower, .batteryTimeUntilDischarged, .batteryTimeUntilRecharged,
    ]
}
