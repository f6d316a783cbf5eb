// One commit after the other until the crash, then a look at what is left; that several times on one disk.

import Simulation
import TestSupport

/// What SQLite promised and what it kept, over many seeds.
struct CommitHistory: Hashable {
    /// How a database is opened. The statements are constants, so that nothing is put together from values.
    enum Mode: String, Sendable {
        case walFull = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL"
        case walNormal = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL"
        case walOff = "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF"
        case deleteFull = "PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL"
        case deleteExtra = "PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA"
    }

    /// A checkpoint every few commits, so that crashes meet it.
    private static let schema = """
        PRAGMA wal_autocheckpoint = 8; PRAGMA cache_size = -64;
        CREATE TABLE IF NOT EXISTS batch (sequence INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT;
        """
    /// About three checkpoints.
    private static let changesMax = 120
    private static let crashesPerDisk = 3

    var crashes = 0
    var commits = 0
    /// Crashes after which a committed row was missing.
    var losses = 0
    /// Crashes after which a row was there without one before it.
    var holes = 0
    /// Crashes after which a row was there that nobody had tried to write.
    var inventions = 0
    /// Databases that SQLite itself found broken, or could not read.
    var corruptions = 0
    var tornWrites: UInt64 = 0
    var digests: [UInt64] = []

    init(_ mode: Mode, _ crash: SimulatedDisk.Crash = .powerCut, seeds: Range<UInt64>, options: SimulatedDisk.Options = .init()) throws {
        for seed in seeds { try run(mode, crash, seed: seed, options: options) }
    }

    private mutating func run(_ mode: Mode, _ crash: SimulatedDisk.Crash, seed: UInt64, options: SimulatedDisk.Options) throws {
        let disk = try SimulatedDisk(name: "history-\(mode)-\(crash)-\(options.hashValue)-\(seed)", seed: seed, options: options)
        var random = SeededGenerator(seed: seed)
        var committed: Int64 = 0
        for _ in 0..<Self.crashesPerDisk {
            disk.crash(crash, atChange: Int.random(in: 1...Self.changesMax, using: &random))
            let last = committed
            committed = commit(mode, on: disk, after: last, &random)
            disk.start()
            crashes += 1
            commits += Int(committed - last)
            guard let found = inspect(disk, committed: committed) else {
                corruptions += 1
                break
            }
            committed = found
        }
        tornWrites += disk.counters.torn
        digests.append(disk.digest)
    }

    /// Returns the last row whose commit was confirmed.
    private func commit(_ mode: Mode, on disk: SimulatedDisk, after last: Int64, _ random: inout SeededGenerator) -> Int64 {
        var committed = last
        do {
            let connection = try Connection("batch.db", on: disk)
            try connection.execute(mode.rawValue)
            try connection.execute(Self.schema)
            while true {
                let size = Int64.random(in: 0..<6000, using: &random)
                try connection.run("INSERT INTO batch VALUES (?, randomblob(?))", committed + 1, size)
                committed += 1
            }
        } catch {
            // The crash, which is how every run ends; anything else shows in what is left.
            if disk.isRunning { disk.crash(.kill) }
            return committed
        }
    }

    /// Returns the last row; `nil`: the database is broken.
    private mutating func inspect(_ disk: SimulatedDisk, committed: Int64) -> Int64? {
        guard let connection = try? Connection("batch.db", on: disk), (try? connection.run("PRAGMA integrity_check")) == ["ok"] else {
            return nil
        }
        // Before the first commit there is no table.
        let count = Int64((try? connection.integer("SELECT count(*) FROM batch")) ?? 0)
        let last = Int64((try? connection.integer("SELECT ifnull(max(sequence), 0) FROM batch")) ?? 0)
        if count < committed { losses += 1 }
        if count != last { holes += 1 }
        if last > committed + 1 { inventions += 1 }
        return last
    }
}
