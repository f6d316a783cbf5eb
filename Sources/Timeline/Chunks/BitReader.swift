// Reads what `BitWriter` wrote. The bytes come from a disk: past their end it throws, and never traps.

import Vitals

/// Why bytes of the timeline are not what they should be; a replay of the event log makes them anew.
package enum ChunkError: Error, Hashable {
    case truncated
    case version(UInt8)
    case value(String)
}

struct BitReader {
    private let bytes: [UInt8]
    private var index = 0
    private var pending: UInt64 = 0
    private var pendingCount = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// At most 56 bits.
    mutating func read(bits count: Int) throws(ChunkError) -> UInt64 {
        while pendingCount < count {
            guard index < bytes.count else { throw .truncated }
            pending |= UInt64(bytes[index]) << UInt64(pendingCount)
            index += 1
            pendingCount += 8
        }
        defer {
            pending >>= UInt64(count)
            pendingCount -= count
        }
        return pending & (1 << UInt64(count) - 1)
    }

    mutating func readWhole() throws(ChunkError) -> UInt64 {
        let low = try read(bits: 32)
        return try low | read(bits: 32) << 32
    }

    mutating func readVarint() throws(ChunkError) -> UInt64 {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 7) {
            let byte = try read(bits: 8)
            value |= (byte & 0x7F) << shift
            if byte < 0x80 { return value }
        }
        throw .value("varint")
    }

    mutating func readSigned() throws(ChunkError) -> Int64 { try readVarint().unzigzagged }

    /// A number that counts something of which every item takes at least a bit, or `limit` bounds it.
    mutating func readCount(max limit: Int) throws(ChunkError) -> Int {
        guard let count = Int(exactly: try readVarint()), count <= limit else { throw .value("count") }
        return count
    }

    /// How many ones come before the next zero, at most `limit`; the zero is read too when fewer.
    mutating func readOnes(max limit: Int) throws(ChunkError) -> Int {
        var ones = 0
        while ones < limit {
            if pendingCount == 0 {
                guard index < bytes.count else { throw .truncated }
                pending = UInt64(bytes[index])
                index += 1
                pendingCount = 8
            }
            let run = min((~pending).trailingZeroBitCount, pendingCount, limit - ones)
            ones += run
            pending >>= UInt64(run)
            pendingCount -= run
            if ones < limit, pendingCount > 0 {
                pending >>= 1
                pendingCount -= 1
                return ones
            }
        }
        return ones
    }
}
