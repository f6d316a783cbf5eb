// Figures of the log for metrics and for people.

package struct LogStatistics: Hashable, Sendable {
    package let lastOffset: Int64
    /// What the log takes on the disk, with its write-ahead log.
    package let bytes: Int
    package let quarantinedMessages: Int

    package init(lastOffset: Int64, bytes: Int, quarantinedMessages: Int) {
        self.lastOffset = lastOffset
        self.bytes = bytes
        self.quarantinedMessages = quarantinedMessages
    }
}
