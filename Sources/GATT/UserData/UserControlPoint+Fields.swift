// What a control point of the User Data Service says, for people.

extension UserControlPoint {
    private static func field(_ name: String, operation: UInt8) -> Field {
        operation == Operation.response
            ? .text(name, "response")
            : .code(name, operation, [nil, "register new user", "consent", "delete user data", "list all users", "delete user"])
    }

    private static let results: [String?] = [
        nil, "success", "op code not supported", "invalid parameter", "operation failed", "user not authorized",
    ]

    package var fields: [Field] {
        let name = Self.field("op_code", operation: operation)
        switch self {
        case .registerNewUser(let code): return [name, .integer("consent_code", code.secret)]
        case .consent(let index, let code): return [name, .integer("user_index", index), .integer("consent_code", code.secret)]
        case .deleteUserData, .listAllUsers: return [name]
        case .deleteUser(let index):
            return [name, index == Self.allUsers ? .text("user_index", "all users") : .integer("user_index", index)]
        case .reserved(_, let bytes): return [name, Field("parameter", .raw(bytes))]
        case .response(let request, let result, let parameter):
            let fields = [name, Self.field("request_op_code", operation: request), .code("response_value", result, Self.results)]
            switch parameter {
            case .userIndex(let index): return fields + [.integer("user_index", index)]
            case .numberOfUsers(let count): return fields + [.integer("number_of_users", count, "1")]
            case .unknown(let bytes): return fields + [Field("response_parameter", .raw(bytes))]
            case nil: return fields
            }
        }
    }
}
