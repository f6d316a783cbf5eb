// Running, cycling and training machines.

extension Metric {
    /// How fast the person, the wheel or the belt moves now. MDC_HF_SPEED.
    package static let speed = Metric("speed", "Speed", unit: "m/s", mdc: 8_454_254, plausible: 0...40, .sample)

    /// Steps a minute; some pods sit on one foot and count strides, half as many.
    package static let runningCadence = Metric(
        "running_cadence", "Running cadence", unit: "/min", plausible: 0...255, .sample)

    /// Length of one stride. MDC_HF_STRIDE.
    package static let strideLength = Metric("stride_length", "Stride length", unit: "m", mdc: 8_454_261, plausible: 0...5, .sample)

    /// 1 while running, 0 while walking, as the sensor tells them apart.
    package static let running = Metric("running", "Running", unit: "1", plausible: 0...1, .state)

    /// Turns of the crank a minute. MDC_HF_CAD.
    package static let cyclingCadence = Metric(
        "cycling_cadence", "Cycling cadence", unit: "/min", mdc: 8_454_255, plausible: 0...250, .sample)

    /// Steps a minute on a machine.
    package static let stepRate = Metric("step_rate", "Step rate", unit: "/min", plausible: 0...300, .sample)

    /// Strokes of the oars a minute.
    package static let strokeRate = Metric("stroke_rate", "Stroke rate", unit: "/min", plausible: 0...100, .sample)

    /// Mechanical power of the person; negative while the person brakes. MDC_HF_POWER.
    package static let power = Metric("power", "Power", unit: "W", mdc: 8_454_259, plausible: -1000...3000, .sample)

    /// Turning force on the crank or the wheel.
    package static let torque = Metric("torque", "Torque", unit: "N.m", plausible: -500...500, .sample)

    /// Share of one pedal in the power; the left one where the device knows which.
    package static let pedalPowerBalance = Metric(
        "pedal_power_balance", "Pedal power balance", unit: "%", plausible: 0...100, .sample)

    /// Mechanical work done since the device's counter began; not what the body spent for it.
    package static let mechanicalWork = Metric("mechanical_work", "Mechanical work", unit: "kJ", plausible: 0...65_535, .state)

    /// Since the start of the session, or since the sensor's counter was set. MDC_HF_DISTANCE.
    package static let sessionDistance = Metric(
        "session_distance", "Distance of the session", unit: "m", mdc: 8_454_247, plausible: 0...1_000_000, .state)

    /// Slope that the person feels; negative downhill. MDC_HF_INCLINE.
    package static let inclination = Metric("inclination", "Inclination", unit: "%", mdc: 8_454_256, plausible: -50...50, .sample)

    package static let rampAngle = Metric("ramp_angle", "Ramp angle", unit: "deg", plausible: -45...45, .sample)

    /// Metres climbed since the start of the session. MDC_HF_ALT_GAIN.
    package static let elevationGain = Metric(
        "elevation_gain", "Elevation gain", unit: "m", mdc: 8_454_244, plausible: 0...10_000, .state)

    /// Metres descended since the start of the session. MDC_HF_ALT_LOSS.
    package static let elevationLoss = Metric(
        "elevation_loss", "Elevation loss", unit: "m", mdc: 8_454_245, plausible: 0...10_000, .state)

    package static let sessionSteps = Metric("session_steps", "Steps of the session", unit: "1", plausible: 0...65_535, .state)

    /// A stride is a pair of steps.
    package static let sessionStrides = Metric("session_strides", "Strides of the session", unit: "1", plausible: 0...65_535, .state)

    package static let sessionFloors = Metric("session_floors", "Floors of the session", unit: "1", plausible: 0...65_535, .state)

    package static let sessionStrokes = Metric("session_strokes", "Strokes of the session", unit: "1", plausible: 0...65_535, .state)

    /// How hard the machine brakes, on the machine's own scale. MDC_HF_RESIST.
    package static let resistanceLevel = Metric(
        "resistance_level", "Resistance level", unit: "1", mdc: 8_454_260, plausible: -3276.8...32_767, .sample)

    /// Energy that the body spends in an hour, as the machine averages it.
    package static let energyPerHour = Metric("energy_per_hour", "Energy per hour", unit: "kJ/h", plausible: 0...15_000, .sample)

    /// Energy that the body spends in a minute, as the machine averages it.
    package static let energyPerMinute = Metric("energy_per_minute", "Energy per minute", unit: "kJ/min", plausible: 0...250, .sample)

    /// Energy turnover as a multiple of that at rest.
    package static let metabolicEquivalent = Metric(
        "metabolic_equivalent", "Metabolic equivalent", unit: "[MET]", plausible: 0.5...25.5, .sample)

    package static let sessionElapsed = Metric(
        "session_elapsed", "Elapsed time of the session", unit: "s", plausible: 0...65_535, .state)

    package static let sessionRemaining = Metric(
        "session_remaining", "Remaining time of the session", unit: "s", plausible: 0...65_535, .state)

    /// Force of the steps on the belt; negative while they slow it down.
    package static let forceOnBelt = Metric("force_on_belt", "Force on the belt", unit: "N", plausible: -3000...3000, .sample)

    /// A code of the Fitness Machine Service: 1 idle, 2 warming up, … 15 post-workout.
    package static let trainingStatus = Metric("training_status", "Training status", unit: "1", plausible: 0...15, .state)

    /// Where the sensor of a runner or a bicycle sits, as a code of Sensor Location.
    package static let sensorLocation = Metric("sensor_location", "Sensor location", unit: "1", plausible: 0...16, .state)

    static let fitnessMetrics: [Metric] = [
        .speed, .runningCadence, .strideLength, .running, .cyclingCadence, .stepRate, .strokeRate, .power, .torque, .pedalPowerBalance,
        .mechanicalWork, .sessionDistance, .inclination, .rampAngle, .elevationGain, .elevationLoss, .sessionSteps, .sessionStrides,
        .sessionFloors, .sessionStrokes, .resistanceLevel, .energyPerHour, .energyPerMinute, .metabolicEquivalent, .sessionElapsed,
        .sessionRemaining, .forceOnBelt, .trainingStatus, .sensorLocation,
    ]
}
