// User Data Service: who may see which profile.

/// A User Control Point (0x2A9F): a request that is written or the response that is indicated.
///
/// Registering gives an index, consent opens the profile of an index, deleting the data clears the open profile, deleting a user removes one
/// (255: all). A consent code beyond 9999 is out of range. What follows a reserved code, or a failure, is kept as bytes.
/// Source: User Data Service 1.1; GATT Specification Supplement, "User Control Point".
package enum UserControlPoint: CharacteristicValue {
    case registerNewUser(ConsentCode)
    case consent(index: UInt8, ConsentCode)
    case deleteUserData
    case listAllUsers
    case deleteUser(index: UInt8)
    case response(request: UInt8, result: UInt8, Parameter?)
    case reserved(operation: UInt8, [UInt8])

    /// What a response adds.
    package enum Parameter: Hashable, Sendable {
        case userIndex(UInt8)
        case numberOfUsers(UInt8)
        case unknown([UInt8])
    }

    package enum Operation {
        package static let registerNewUser: UInt8 = 0x01
        package static let consent: UInt8 = 0x02
        package static let deleteUserData: UInt8 = 0x03
        package static let listAllUsers: UInt8 = 0x04
        package static let deleteUser: UInt8 = 0x05
        package static let response: UInt8 = 0x20
    }

    package static let success: UInt8 = 1
    /// Index of a request to delete all users.
    package static let allUsers: UInt8 = 0xFF

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        let operation = try cursor.uint8(from: value)
        switch operation {
        case Operation.registerNewUser: self = .registerNewUser(try Self.code(&cursor, value))
        case Operation.consent:
            let index = try cursor.uint8(from: value)
            self = .consent(index: index, try Self.code(&cursor, value))
        case Operation.deleteUserData: self = .deleteUserData
        case Operation.listAllUsers: self = .listAllUsers
        case Operation.deleteUser: self = .deleteUser(index: try cursor.uint8(from: value))
        case Operation.response:
            let request = try cursor.uint8(from: value)
            let result = try cursor.uint8(from: value)
            self = .response(request: request, result: result, try Self.parameter(of: request, result, &cursor, value))
        default: self = .reserved(operation: operation, try cursor.rest(of: value))
        }
        try cursor.end(of: value)
    }

    private static func code(_ cursor: inout ByteCursor, _ value: Span<UInt8>) throws(DecodingError) -> ConsentCode {
        let start = cursor.position
        let number = try cursor.uint16(from: value)
        guard let code = ConsentCode(number) else {
            throw .outOfRange(at: start, value: Int(number), allowed: 0...Int(ConsentCode.allowed.upperBound))
        }
        return code
    }

    private static func parameter(
        of request: UInt8, _ result: UInt8, _ cursor: inout ByteCursor, _ value: Span<UInt8>
    ) throws(DecodingError) -> Parameter? {
        switch (request, result) {
        case (Operation.registerNewUser, success): return .userIndex(try cursor.uint8(from: value))
        case (Operation.listAllUsers, success): return .numberOfUsers(try cursor.uint8(from: value))
        case (Operation.deleteUser, success) where cursor.remaining(in: value) == 1: return .userIndex(try cursor.uint8(from: value))
        case (Operation.consent, success), (Operation.deleteUserData, success), (Operation.deleteUser, success): return nil
        default: return cursor.remaining(in: value) == 0 ? nil : .unknown(try cursor.rest(of: value))
        }
    }

    package var operation: UInt8 {
        switch self {
        case .registerNewUser: Operation.registerNewUser
        case .consent: Operation.consent
        case .deleteUserData: Operation.deleteUserData
        case .listAllUsers: Operation.listAllUsers
        case .deleteUser: Operation.deleteUser
        case .response: Operation.response
        case .reserved(let operation, _): operation
        }
    }

    /// The octets to write.
    package var encoded: [UInt8] {
        switch self {
        case .registerNewUser(let code): [operation] + code.secret.littleEndianBytes
        case .consent(let index, let code): [operation, index] + code.secret.littleEndianBytes
        case .deleteUserData, .listAllUsers: [operation]
        case .deleteUser(let index): [operation, index]
        case .response(let request, let result, let parameter): [operation, request, result] + Self.octets(parameter)
        case .reserved(_, let bytes): [operation] + bytes
        }
    }

    private static func octets(_ parameter: Parameter?) -> [UInt8] {
        switch parameter {
        case .userIndex(let byte), .numberOfUsers(let byte): [byte]
        case .unknown(let bytes): bytes
        case nil: []
        }
    }
}
