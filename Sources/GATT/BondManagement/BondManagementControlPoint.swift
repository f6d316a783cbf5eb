// Bond Management Service: how a device is told to forget.

/// A Bond Management Control Point (0x2AA4): an op code, and an authorization code up to the end where the device wants one.
///
/// The authorization code is shown as bytes: it is UTF-8, and a secret that nothing needs to read. Op codes that are not named are
/// reserved. Source: Bond Management Service 1.0.1, §3.1; GATT Specification Supplement, "Bond Management Control Point".
package struct BondManagementControlPoint: CharacteristicValue {
    package let opCode: UInt8
    package let operand: [UInt8]

    private static let opCodes = [
        nil, nil, nil, "delete bond of requesting device (br/edr and le)", "delete bond of requesting device (br/edr)",
        "delete bond of requesting device (le)", "delete all bonds on server (br/edr and le)", "delete all bonds on server (br/edr)",
        "delete all bonds on server (le)", "delete all but the active bond on server (br/edr and le)",
        "delete all but the active bond on server (br/edr)", "delete all but the active bond on server (le)",
    ]

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        opCode = try cursor.uint8(from: value)
        operand = try cursor.rest(of: value)
    }

    package var fields: [Field] {
        [.code("op_code", opCode, Self.opCodes)] + Field.bytes("authorization_code", operand)
    }
}
