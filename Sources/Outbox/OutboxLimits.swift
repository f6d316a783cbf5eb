// How much disk an outbox may take.

package struct OutboxLimits: Hashable, Sendable {
    /// Database, write-ahead log and index of the log together.
    package let bytesMax: Int
    /// What stays free on the disk for everything else; below it the outbox does not grow.
    package let freeBytesMin: Int
    /// What others write to the disk meanwhile is seen after so many commits.
    let commitsUnseen: Int

    /// 256 MiB hold some weeks of ten straps.
    package init(bytesMax: Int = 256 << 20, freeBytesMin: Int = 64 << 20, commitsUnseen: Int = 32) {
        self.bytesMax = max(bytesMax, Self.bytesMaxSmallest)
        self.freeBytesMin = freeBytesMin
        self.commitsUnseen = commitsUnseen
    }

    /// The log needs 2 MiB, the largest batch a quarter.
    package static let bytesMaxSmallest = 4 << 20

    /// Of a new outbox: a commit of one strap writes a page, and SQLite's least but one wears a card by a third less than the usual 4096.
    static let pageBytes = 1024
    /// The log after which SQLite moves it into the database.
    private static let checkpointBytes = 1 << 20
    /// The log while a long reader keeps it, its index, and a transaction over the mark.
    private static let logBytesMax = 2 * checkpointBytes + 65_536

    static func checkpointPages(of pageBytes: Int) -> Int { checkpointBytes / pageBytes }

    /// The database's own limit, which SQLite enforces.
    func pagesMax(of pageBytes: Int) -> Int { (bytesMax - Self.logBytesMax) / pageBytes }
}
