// Several connections, several disks, and what a dead process can still do.

import CSQLite
import Foundation
import Simulation
import TestSupport
import Testing
import Vitals

@Suite("Connections and disks")
struct SharedDiskTests {
    private static let table = "CREATE TABLE t (n INTEGER PRIMARY KEY) STRICT; INSERT INTO t VALUES (1)"

    private static func disk(_ name: String, seed: UInt64 = 1) throws -> SimulatedDisk {
        try SimulatedDisk(name: "\(name)-\(UInt64.random(in: 0 ... .max))", seed: seed)
    }

    @Test("Two connections see each other's commits, and a reader keeps its moment")
    func two() throws {
        let disk = try Self.disk("two")
        let writer = try Connection("a.db", on: disk)
        try writer.execute(CommitHistory.Mode.walNormal.rawValue)
        try writer.execute(Self.table)
        let reader = try Connection("a.db", on: disk)
        #expect(try reader.integer("SELECT count(*) FROM t") == 1)
        try reader.execute("BEGIN; SELECT * FROM t")
        try writer.execute("INSERT INTO t VALUES (2)")
        #expect(try reader.integer("SELECT count(*) FROM t") == 1)
        // The reader's moment is in the log: a checkpoint may not go beyond it.
        #expect(try writer.run("PRAGMA wal_checkpoint(TRUNCATE)") == ["1"])
        try reader.execute("COMMIT")
        #expect(try reader.integer("SELECT count(*) FROM t") == 2)
        #expect(try writer.run("PRAGMA wal_checkpoint(TRUNCATE)") == ["0"])
        try reader.execute("INSERT INTO t VALUES (3)")
        #expect(try writer.integer("SELECT count(*) FROM t") == 3)
    }

    @Test("Writers exclude each other; waiting takes simulated time only", arguments: [CommitHistory.Mode.walFull, .deleteFull])
    func locks(mode: CommitHistory.Mode) throws {
        let disk = try Self.disk("locks")
        let one = try Connection("a.db", on: disk)
        try one.execute(mode.rawValue)
        try one.execute(Self.table)
        let other = try Connection("a.db", on: disk)
        try other.execute("PRAGMA busy_timeout = 60000")
        try one.execute("BEGIN IMMEDIATE; INSERT INTO t VALUES (2)")
        let before = disk.wall
        #expect(throws: Connection.Failure(code: SQLITE_BUSY, message: "database is locked")) {
            try other.execute("INSERT INTO t VALUES (3)")
        }
        #expect(disk.wall - before > .seconds(50))
        #expect(try other.integer("SELECT count(*) FROM t") == 1)
        try one.execute("COMMIT")
        try other.execute("INSERT INTO t VALUES (3)")
    }

    @Test("After a crash the dead connection can do nothing, not even when it closes")
    func dead() throws {
        let disk = try Self.disk("dead")
        do {
            let connection = try Connection("a.db", on: disk)
            try connection.execute(CommitHistory.Mode.walFull.rawValue)
            try connection.execute(Self.table)
            disk.crash(.kill)
            #expect(!disk.isRunning)
            #expect(throws: Connection.Failure.self) { try Connection("a.db", on: disk).execute("SELECT * FROM t") }
            let digest = disk.digest
            #expect(throws: Connection.Failure(code: SQLITE_IOERR, message: "disk I/O error")) {
                try connection.execute("INSERT INTO t VALUES (2)")
            }
            #expect(disk.digest == digest)
            disk.start()
            let next = try Connection("a.db", on: disk)
            #expect(try next.integer("SELECT count(*) FROM t") == 1)
            #expect(throws: Connection.Failure.self) { try connection.execute("INSERT INTO t VALUES (3)") }
        }
        #expect(try Connection("a.db", on: disk).run("PRAGMA integrity_check") == ["ok"])
        #expect(try Connection("a.db", on: disk).integer("SELECT count(*) FROM t") == 1)
    }

    @Test("A disk goes back to last night's image; the image can go to another disk")
    func images() throws {
        let (one, other) = (try Self.disk("one"), try Self.disk("other"))
        do {
            let connection = try Connection("a.db", on: one)
            try connection.execute(CommitHistory.Mode.walFull.rawValue)
            try connection.execute(Self.table)
        }
        let image = one.image()
        try Connection("a.db", on: one).execute("INSERT INTO t VALUES (2)")
        other.restore(image)
        #expect(other.files == [other.path("a.db")])
        #expect(other.contents(of: "a.db")?.count == 8192)
        other.crash(.powerCut)
        other.start()
        #expect(try Connection("a.db", on: other).integer("SELECT count(*) FROM t") == 1)
        #expect(try Connection("a.db", on: one).integer("SELECT count(*) FROM t") == 2)
        one.restore(image)
        #expect(try Connection("a.db", on: one).integer("SELECT count(*) FROM t") == 1)
        #expect(throws: SimulatedDisk.CreationError.name("a/b")) { try SimulatedDisk(name: "a/b", seed: 1) }
    }

    @Test("As the default, it serves simulated paths, and leaves real ones to the real file system")
    func defaultVFS() async {
        await #expect(processExitsWith: .success) {
            let process = SimulatedProcess(seed: 1, wall: Timestamp(milliseconds: 1_000_000_000_000))
            let gateway = try SimulatedDisk(name: "gateway", seed: 1)
            let collector = try SimulatedDisk(name: "collector", seed: 2)
            let folder = try TemporaryFolder()
            for path in [gateway.path("a.db"), collector.path("a.db"), folder.file("a.db")] {
                let connection = try Connection(path, vfs: nil)
                try connection.execute("PRAGMA journal_mode = WAL")
                try connection.execute("CREATE TABLE t (n INTEGER PRIMARY KEY) STRICT; INSERT INTO t VALUES (1)")
                #expect(try connection.integer("SELECT unixepoch()") == 1_000_000_000)
            }
            #expect(gateway.files == [gateway.path("a.db")])
            #expect(collector.files == [collector.path("a.db")])
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a.db"])
            process.setWall(Timestamp(milliseconds: 2_000_000_000_000))
            #expect(try Connection(":memory:", vfs: nil).integer("SELECT unixepoch()") == 2_000_000_000)
        }
    }
}
