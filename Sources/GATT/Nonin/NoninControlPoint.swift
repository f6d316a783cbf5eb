// Nonin Oximetry: what is asked of the device, and its answers.

/// A Nonin Control Point value (1447AF80-…): an operation and its parameters when written; when indicated, the operation with bit 7 set and a
/// status. Source: the constants of NetComm's sample application for the Nonin 3230; the texts of the operations' parameters are Nonin's.
package struct NoninControlPoint: CharacteristicValue {
    package let code: UInt8
    package let parameters: [UInt8]

    private static let response: UInt8 = 1 << 7
    private static let firstOperation: UInt8 = 0x60
    private static let operations: [String?] = [
        "set OUI range", "display synchronization", "measurement complete", "delete bond", "set security mode",
    ]

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        code = try cursor.uint8(from: value)
        parameters = try cursor.rest(of: value)
        if isResponse, parameters.isEmpty { throw .truncated(at: 1, needs: 1, has: 0) }
    }

    package var isResponse: Bool { code & Self.response != 0 }

    package var fields: [Field] {
        let operation = code & ~Self.response
        let name = operation < Self.firstOperation ? Int(UInt8.max) : Int(operation - Self.firstOperation)
        var fields: [Field] = [
            .text("kind", isResponse ? "response" : "request"),
            Self.operations.indices.contains(name)
                ? .code("operation", name, Self.operations) : Field("operation", .unknown(UInt64(operation))),
        ]
        var rest = parameters[...]
        if isResponse, let status = rest.popFirst() {
            fields.append(.code("status", status, ["accepted", "denied", "synchronization in progress"]))
        }
        return fields + Field.bytes("parameters", Array(rest))
    }
}
