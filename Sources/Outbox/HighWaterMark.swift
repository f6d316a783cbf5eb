// SQLite takes a damaged write-ahead log for a shorter one and says nothing. So the outbox notes beside it how far it was.

import CSQLite

/// The last batch that was committed, in a file of its own that is written after each commit.
struct HighWaterMark: Hashable {
    let epoch: UInt64
    let sequence: UInt64
    /// Of all epochs of the outbox.
    let number: UInt64
    /// A commit after it failed, and may be on the disk all the same: what it held went another way.
    var isDoubtAfter = false

    static func path(of outbox: String) -> String { outbox + "-mark" }

    /// Three numbers and a flag, least significant octet first, and their checksum.
    var bytes: [UInt8] {
        let content = [epoch, sequence, number, isDoubtAfter ? 1 : 0].flatMap(Self.octets)
        return content + Self.octets(Self.checksum(content))
    }

    /// `nil` for a file that is damaged, or none.
    init?(_ bytes: [UInt8]) {
        guard bytes.count == 40 else { return nil }
        let words = stride(from: 0, to: 40, by: 8).map { start in
            bytes[start..<start + 8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        }
        guard words[4] == Self.checksum(Array(bytes.prefix(32))) else { return nil }
        self.init(epoch: words[0], sequence: words[1], number: words[2], isDoubtAfter: words[3] != 0)
    }

    init(epoch: UInt64, sequence: UInt64, number: UInt64, isDoubtAfter: Bool = false) {
        self.epoch = epoch
        self.sequence = sequence
        self.number = number
        self.isDoubtAfter = isDoubtAfter
    }

    private static func checksum(_ bytes: [UInt8]) -> UInt64 { UInt64(unsafe vf_crc32(0, bytes, bytes.count)) }

    private static func octets(_ word: UInt64) -> [UInt8] {
        stride(from: 0, to: 64, by: 8).map { UInt8(truncatingIfNeeded: word >> UInt64($0)) }
    }
}

extension OutboxStore {
    var mark: HighWaterMark { HighWaterMark(epoch: epoch, sequence: lastSequence, number: last) }

    func noteMark() { configuration.note(mark) }
}

extension OutboxConfiguration {
    var mark: HighWaterMark? { HighWaterMark(disk.read(HighWaterMark.path(of: path))) }

    func note(_ mark: HighWaterMark) { disk.write(mark.bytes, to: HighWaterMark.path(of: path)) }
}
