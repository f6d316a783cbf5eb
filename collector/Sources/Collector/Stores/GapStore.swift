// Gaps in views.sqlite: what every gateway said that it lost.

package import GRDB
import Uplink
import Vitals

/// The place of a gap in the log; whoever pages passes its text on and reads nothing into it.
package struct GapCursor: Hashable, Sendable, CustomStringConvertible {
    let offset: Int64
    let place: Int

    static let start = GapCursor(offset: 0, place: -1)

    init(offset: Int64, place: Int) {
        self.offset = offset
        self.place = place
    }

    package init?(_ text: some StringProtocol) {
        let numbers = text.split(separator: ".", omittingEmptySubsequences: false)
        guard numbers.count == 2, let offset = Int64(numbers[0]), let place = Int(numbers[1]) else { return nil }
        self.init(offset: offset, place: place)
    }

    package var description: String { "\(offset).\(place)" }
}

/// The gaps in one database connection.
package struct GapStore {
    private let db: Database

    package init(_ db: Database) {
        self.db = db
    }

    /// The statements, apart so that tests can ask SQLite for their plans.
    package enum SQL {
        static let columns = "log_offset, place, gateway, epoch, ranges, frames, bytes, first_ms, last_ms, reason, class, simulated"
        static let insert = "INSERT INTO gap (\(columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
        package static let page = "SELECT \(columns) FROM gap WHERE (log_offset, place) > (?, ?) ORDER BY log_offset, place LIMIT ?"
        package static let pageOfGateway = """
            SELECT \(columns) FROM gap WHERE gateway = ? AND (log_offset, place) > (?, ?) ORDER BY log_offset, place LIMIT ?
            """
    }

    func insert(_ gaps: [RecordedGap]) throws {
        let statement = try db.cachedStatement(sql: SQL.insert)
        for recorded in gaps {
            let gap = recorded.gap
            try statement.execute(arguments: [
                recorded.offset, recorded.place, recorded.gateway.text, Int64(bitPattern: gap.epoch), recorded.rangesText,
                gap.frames == 0 ? nil : Int64(clamping: gap.frames), gap.bytes == 0 ? nil : Int64(clamping: gap.bytes),
                gap.first?.milliseconds, gap.last?.milliseconds, gap.reason.rawValue, gap.durability?.text, recorded.isSimulated,
            ])
        }
    }

    /// Gaps in the order in which they were told, of one gateway or of all, with the place of each.
    func page(of gateway: GatewayID?, after cursor: GapCursor, limit: Int) throws -> [(cursor: GapCursor, message: GapMessage)] {
        let place: StatementArguments = [cursor.offset, cursor.place, limit]
        let rows =
            try gateway.map { try Row.fetchAll(db, sql: SQL.pageOfGateway, arguments: [$0.text] + place) }
            ?? Row.fetchAll(db, sql: SQL.page, arguments: place)
        return rows.map { row in
            let epoch = UInt64(bitPattern: row[3] as Int64)
            let message = GapMessage(
                gateway: row[2], epoch: epoch == 0 ? nil : String(epoch, radix: 16), sequences: row[4], frames: row[5], bytes: row[6],
                first: (row[7] as Int64?).map { Timestamp(milliseconds: $0).description },
                last: (row[8] as Int64?).map { Timestamp(milliseconds: $0).description }, reason: row[9], class: row[10],
                simulated: row[11])
            return (GapCursor(offset: row[0], place: row[1]), message)
        }
    }
}
