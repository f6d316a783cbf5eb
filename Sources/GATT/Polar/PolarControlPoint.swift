// Polar Measurement Data: what the control point says, when it is read and when it answers.

/// A value of the PMD Control Point: the features when read, else the answer to a request or word that the device stopped a stream.
///
/// Source: Polar Measurement Data Specification, "Read Features from device" to "Stop Stream", "Control Point Error Codes".
package struct PolarControlPoint: CharacteristicValue {
    package enum Content: Hashable, Sendable {
        case features(PolarFeatures)
        case response(PolarResponse)
        /// The device ended these of itself.
        case stopped([PolarMeasurementType])
        /// Of a first byte that is reserved.
        case unknown([UInt8])
    }

    package let content: Content

    private enum Opening {
        static let stopped: UInt8 = 0x01
        static let features: UInt8 = 0x0F
        static let response: UInt8 = 0xF0
    }

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        switch try cursor.uint8(from: value) {
        case Opening.features: content = .features(try PolarFeatures(from: value, &cursor))
        case Opening.response: content = .response(try PolarResponse(from: value, &cursor))
        case Opening.stopped: content = .stopped(try cursor.rest(of: value).map { PolarMeasurementType(code: $0) })
        default:
            cursor = ByteCursor()
            content = .unknown(try cursor.rest(of: value))
        }
    }

    package var fields: [Field] {
        switch content {
        case .features(let features): features.fields
        case .response(let response): response.fields
        case .stopped(let types):
            [Field("stopped_measurements", .texts(types.map { $0.name ?? "unknown (0x\(String($0.code, radix: 16)))" }))]
        case .unknown(let bytes): [Field("unknown", .raw(bytes))]
        }
    }
}
