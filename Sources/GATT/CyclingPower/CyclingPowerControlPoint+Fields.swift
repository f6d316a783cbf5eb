// Cycling Power Control Point: its fields.

extension CyclingPowerControlPoint {
    static let names: [String?] = [
        nil, "set cumulative value", "update sensor location", "request supported sensor locations", "set crank length",
        "request crank length", "set chain length", "request chain length", "set chain weight", "request chain weight", "set span length",
        "request span length", "start offset compensation", "mask cycling power measurement characteristic content",
        "request sampling rate", "request factory calibration date", "start enhanced offset compensation",
    ]
    private static let contents = [
        "pedal power balance", "accumulated torque", "wheel revolution data", "crank revolution data", "extreme magnitudes",
        "extreme angles", "top dead spot angle", "bottom dead spot angle", "accumulated energy",
    ]

    package var fields: [Field] {
        switch self {
        case .setCumulativeValue(let value): [op, .integer("cumulative_value", value, "1")]
        case .updateSensorLocation(let location): [op] + location.fields
        case .set(let dimension, let value): [op, dimension.field(value)]
        case .maskContent(let bits): [op] + Field.flags("turned_off", bits, Self.contents)
        case .response(let request, let value, let parameter):
            [
                .text("op_code", "response code"), .code("request_op_code", request, Self.names),
                .code("response_value", value, SCControlPoint.responseNames),
            ] + parameter.fields
        case .unknown(_, let parameter): [op] + Field.bytes("parameter", parameter)
        case .requestSupportedSensorLocations, .request, .startOffsetCompensation, .requestSamplingRate, .requestFactoryCalibrationDate,
            .startEnhancedOffsetCompensation:
            [op]
        }
    }

    private var op: Field { .code("op_code", encoded.first ?? 0, Self.names) }
}

extension CyclingPowerControlPoint.Dimension {
    /// In the unit of the dimension.
    func field(_ value: UInt16) -> Field {
        switch self {
        case .crankLength: .scaled("crank_length", Int(value) * 5, exponent: -1, "mm")
        case .chainLength: .integer("chain_length", value, "mm")
        case .chainWeight: .integer("chain_weight", value, "g")
        case .spanLength: .integer("span_length", value, "mm")
        }
    }
}
