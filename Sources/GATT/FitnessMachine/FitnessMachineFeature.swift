// Fitness Machine Service: what a machine can measure, and what can be set on it.

/// A Fitness Machine Feature (0x2ACC): twice 32 bits. Source: Fitness Machine Service 1.0.1, §4.3.
package struct FitnessMachineFeature: CharacteristicValue {
    package let machineBits: UInt32
    package let targetSettingBits: UInt32

    private static let machineNames = [
        "average speed", "cadence", "total distance", "inclination", "elevation gain", "pace", "step count", "resistance level",
        "stride count", "expended energy", "heart rate measurement", "metabolic equivalent", "elapsed time", "remaining time",
        "power measurement", "force on belt and power output", "user data retention",
    ]
    private static let targetSettingNames = [
        "speed target setting", "inclination target setting", "resistance target setting", "power target setting",
        "heart rate target setting", "targeted expended energy configuration", "targeted step number configuration",
        "targeted stride number configuration", "targeted distance configuration", "targeted training time configuration",
        "targeted time in two heart rate zones configuration", "targeted time in three heart rate zones configuration",
        "targeted time in five heart rate zones configuration", "indoor bike simulation parameters", "wheel circumference configuration",
        "spin down control", "targeted cadence configuration",
    ]

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        machineBits = try cursor.uint32(from: value)
        targetSettingBits = try cursor.uint32(from: value)
        try cursor.end(of: value)
    }

    package var fields: [Field] {
        Field.flags("fitness_machine_features", machineBits, Self.machineNames)
            + Field.flags("target_setting_features", targetSettingBits, Self.targetSettingNames)
    }
}
