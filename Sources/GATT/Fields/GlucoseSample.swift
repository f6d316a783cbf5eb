// What a glucose value was measured in, and where it was taken: one octet that meters and continuous sensors share.

/// Type and sample location: two codes of four bits. Source: GATT Specification Supplement, "Glucose Measurement" and "CGM Feature".
package struct GlucoseSample: Hashable, Sendable {
    /// 1 to 10; other codes are reserved.
    package let type: UInt8
    /// 1 to 5 and 15; other codes are reserved.
    package let location: UInt8

    package init(octet: UInt8) {
        type = octet & 0x0F
        location = octet >> 4
    }

    package static let interstitialFluid: UInt8 = 9
    package static let controlSolution: UInt8 = 10

    private static let types = [
        nil, "capillary whole blood", "capillary plasma", "venous whole blood", "venous plasma", "arterial whole blood", "arterial plasma",
        "undetermined whole blood", "undetermined plasma", "interstitial fluid", "control solution",
    ]

    /// A meter knows no subcutaneous tissue.
    private static let locations = [nil, "finger", "alternate site test", "earlobe", "control solution"]

    private static func list(_ locations: [String?]) -> [String?] {
        locations + Array(repeating: nil, count: 15 - locations.count) + ["sample location value not available"]
    }

    /// The liquid, whichever of the two codes says that it was no person's.
    var isControlSolution: Bool { type == Self.controlSolution || location == 4 }

    var meterFields: [Field] { [.code("type", type, Self.types), .code("sample_location", location, Self.list(Self.locations))] }

    var sensorFields: [Field] {
        [.code("type", type, Self.types), .code("sample_location", location, Self.list(Self.locations + ["subcutaneous tissue"]))]
    }
}
