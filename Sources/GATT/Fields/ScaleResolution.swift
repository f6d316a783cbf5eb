// Two services describe the resolution of a scale with the same codes.

/// The codes for the resolution of weight (4 bits) and height (3 bits); others are reserved.
/// Source: GATT Specification Supplement, "Weight Scale Feature" and "Body Composition Feature".
enum ScaleResolution {
    private static let weights = [
        "not specified", "0.5 kg or 1 lb", "0.2 kg or 0.5 lb", "0.1 kg or 0.2 lb", "0.05 kg or 0.1 lb", "0.02 kg or 0.05 lb",
        "0.01 kg or 0.02 lb", "0.005 kg or 0.01 lb",
    ]

    private static let heights = ["not specified", "0.01 m or 1 in", "0.005 m or 0.5 in", "0.001 m or 0.1 in"]

    /// The seven bits of `bits` from `first` on: weight, then height.
    static func fields(_ bits: UInt32, from first: UInt32) -> [Field] {
        [
            .code("weight_measurement_resolution", bits >> first & 0b1111, weights),
            .code("height_measurement_resolution", bits >> (first + 4) & 0b111, heights),
        ]
    }
}
