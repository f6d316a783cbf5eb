// The state of devices themselves.

extension Metric {
    /// Charge of the device's battery. MDC_ATTR_VAL_BATT_CHARGE.
    package static let batteryLevel = Metric("battery_level", "Battery level", unit: "%", mdc: 67_996, plausible: 0...100, .state)

    static let deviceMetrics: [Metric] = [.batteryLevel]
}
