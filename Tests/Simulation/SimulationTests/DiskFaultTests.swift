// Faults of a running disk, as SQLite reports them.

import CSQLite
import Glibc
import Simulation
import Testing

@Suite("Faults of the simulated disk")
struct DiskFaultTests {
    private let disk: SimulatedDisk

    init() throws { disk = try SimulatedDisk(name: "faults-\(UInt64.random(in: 0 ... .max))", seed: 1) }

    private func database(_ mode: CommitHistory.Mode = .walFull) throws -> Connection {
        let connection = try Connection("a.db", on: disk)
        try connection.execute(mode.rawValue)
        try connection.execute("CREATE TABLE t (n INTEGER PRIMARY KEY, body BLOB) STRICT; INSERT INTO t VALUES (1, NULL)")
        return connection
    }

    private func code(_ body: () throws -> Void) -> Int32? {
        do {
            try body()
            return nil
        } catch {
            return (error as? Connection.Failure)?.code
        }
    }

    private static let large = "INSERT INTO t VALUES (2, randomblob(200000))"

    @Test(
        "A full disk answers SQLITE_FULL, the transaction is undone, and room heals it",
        arguments: [CommitHistory.Mode.walFull, .deleteFull])
    func full(mode: CommitHistory.Mode) throws {
        let connection = try database(mode)
        disk.setCapacity(bytes: disk.usedBytes + 50_000)
        let failure = code { try connection.execute(Self.large) }
        #expect(failure == SQLITE_FULL)
        #expect(disk.usedBytes <= 200_000)
        #expect(try connection.integer("SELECT count(*) FROM t") == 1)
        disk.setCapacity(bytes: nil)
        try connection.execute(Self.large)
        #expect(try connection.integer("SELECT sum(length(body)) FROM t") == 200_000)
        #expect(try connection.run("PRAGMA integrity_check") == ["ok"])
    }

    @Test("A fault strikes as often as it is told to, where it is told to")
    func counts() throws {
        let connection = try database()
        try disk.fail(.write, .times(2), skipping: 1, suffix: "-wal")
        var codes: [Int32?] = []
        for number in 2...5 as ClosedRange<Int64> { codes.append(code { try connection.run("INSERT INTO t VALUES (?, NULL)", number) }) }
        #expect(codes == [SQLITE_IOERR, SQLITE_IOERR, nil, nil])
        #expect(disk.counters.faults == 2)
        try disk.fail(.write, .untilCleared, suffix: "a.db")
        try connection.execute("INSERT INTO t VALUES (6, NULL)")
        #expect(code { try connection.execute("PRAGMA wal_checkpoint(TRUNCATE)") } == SQLITE_IOERR)
        disk.clearFaults()
        try connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        #expect(try connection.run("SELECT n FROM t") == ["1", "4", "5", "6"])
    }

    @Test("Faults by chance strike some operations, and the same ones for the same seed")
    func chance() throws {
        let struck = try (0..<2).map { _ in
            let disk = try SimulatedDisk(name: "chance-\(UInt64.random(in: 0 ... .max))", seed: 5)
            let file = try disk.open("mark")
            try disk.fail(.write, .chance(perMillion: 300_000))
            return (0..<100).filter { _ in (try? file.write([1], at: 0)) == nil }
        }
        #expect((10..<60).contains(struck[0].count))
        #expect(struck[0] == struck[1])
    }

    @Test("Reads fail with SQLITE_IOERR")
    func read() throws {
        do { _ = try database() }
        try disk.fail(.read, .untilCleared)
        #expect(code { try Connection("a.db", on: disk).execute("SELECT * FROM t") } == SQLITE_IOERR)
    }

    @Test("After a failed sync the next one succeeds, and what the first one lost stays lost")
    func failedSync() throws {
        var left: Set<[UInt8]> = []
        for seed in 0..<30 as Range<UInt64> {
            let disk = try SimulatedDisk(name: "failed-sync-\(seed)", seed: seed)
            do {
                let file = try disk.open("mark")
                try file.write([1], at: 0)
                try file.sync()
                try file.write([2], at: 0)
                try disk.fail(.sync, .times(1))
                #expect(throws: SimulatedFileError(errno: EIO)) { try file.sync() }
                try file.sync()
                #expect(try file.read(count: 1, at: 0) == [2])
            }
            disk.crash(.powerCut)
            disk.start()
            left.insert(try #require(disk.contents(of: "mark")))
        }
        #expect(left == [[1], [2]])
    }

    @Test("A read-only disk can be read, and says what it is")
    func readOnly() throws {
        do { _ = try database(.deleteFull) }
        disk.setReadOnly(true)
        let connection = try Connection("a.db", on: disk)
        #expect(try connection.integer("SELECT count(*) FROM t") == 1)
        #expect(code { try connection.execute("INSERT INTO t VALUES (2, NULL)") } == SQLITE_READONLY)
        #expect(throws: SimulatedFileError(errno: EROFS)) { _ = try disk.open("mark") }
        disk.setReadOnly(false)
        try Connection("a.db", on: disk).execute("INSERT INTO t VALUES (2, NULL)")
    }

    @Test("Remounted read-only under an open connection, writing fails and nothing is lost")
    func remountedReadOnly() throws {
        let connection = try database()
        disk.setReadOnly(true)
        #expect(code { try connection.execute("INSERT INTO t VALUES (2, NULL)") } == SQLITE_IOERR)
        disk.setReadOnly(false)
        try connection.execute("INSERT INTO t VALUES (3, NULL)")
        #expect(try connection.run("SELECT n FROM t") == ["1", "3"])
    }

    @Test("Damage and cuts reach the file, and SQLite finds them")
    func damage() throws {
        do { _ = try database(.deleteFull) }
        let sound = disk.image()
        try disk.damage("a.db", at: 0, mask: 0xFF)
        #expect(code { try Connection("a.db", on: disk).execute("SELECT * FROM t") } == SQLITE_NOTADB)
        disk.restore(sound)
        try disk.cut("a.db", toBytes: 4096)
        #expect(code { try Connection("a.db", on: disk).execute("SELECT * FROM t") } == SQLITE_CORRUPT)
        disk.restore(sound)
        #expect(try Connection("a.db", on: disk).integer("SELECT count(*) FROM t") == 1)
        #expect(throws: SimulatedFileError(errno: ENOENT)) { try disk.damage("b.db", at: 0, mask: 1) }
        #expect(throws: SimulatedFileError(errno: EINVAL)) { try disk.damage("a.db", at: 1_000_000, mask: 1) }
    }
}
