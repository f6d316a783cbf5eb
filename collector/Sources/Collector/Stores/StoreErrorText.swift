// SQLite's errors for logs: what went wrong, never the statement's arguments, which are people's values.

import GRDB

enum StoreErrorText {
    static func of(_ error: any Error) -> String {
        guard let error = error as? DatabaseError else { return "\(error)" }
        return "SQLite \(error.extendedResultCode.rawValue): \(error.message ?? "no message")"
    }
}
