// How many lives of a database the simulated disk has room for in a second, beside the same without crashes on SQLite's own VFS in memory.

import CSQLite
import Glibc
import Simulation

@main
enum DiskBenchmark {
    private static let cycles: UInt64 = 10_000
    private static let commits = 5
    private static let open =
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE IF NOT EXISTS batch (body BLOB NOT NULL) STRICT"
    private static let insert = "INSERT INTO batch VALUES (randomblob(200))"

    struct Failure: Error {
        let code: Int32
    }

    static func main() throws {
        let disk = try SimulatedDisk(name: "benchmark", seed: 1)
        let value = rate { cycle in
            // At one of the writes and syncs of the commits.
            disk.crash(.powerCut, atChange: 16 + Int(cycle % 16))
            _ = life(disk.path("batch.db"), vfs: disk.vfsName)
            if disk.isRunning { disk.crash(.powerCut) }
            disk.start()
            // So that the database stays tiny.
            if cycle % 8 == 7 { try? disk.delete("batch.db") }
        }
        let path = "/dev/shm/vitalflow-disk-benchmark-\(getpid()).db"
        defer { _ = unsafe unlink(path) }
        var failure = SQLITE_OK
        let limit = rate { cycle in
            failure = max(failure, life(path, vfs: "unix"))
            if cycle % 8 == 7 { _ = unsafe unlink(path) }
        }
        guard failure == SQLITE_OK else { throw Failure(code: failure) }
        let counters = disk.counters
        print(
            "{\"benchmark\":\"simulated disk: open, \(commits) commits, power cut\",\"value\":\(Int(value)),\"unit\":\"1/s\","
                + "\"limit\":\(Int(limit)),\"limit_name\":\"open, \(commits) commits, close on tmpfs\","
                + "\"ratio\":\((value / limit * 100).rounded() / 100),"
                + "\"kept\":\(counters.kept),\"lost\":\(counters.lost),\"torn\":\(counters.torn)}")
    }

    /// Times a second.
    private static func rate(_ body: (UInt64) -> Void) -> Double {
        let started = ContinuousClock.now
        for cycle in 0..<cycles { body(cycle) }
        let (seconds, attoseconds) = (ContinuousClock.now - started).components
        return Double(cycles) / (Double(seconds) + Double(attoseconds) * 1e-18)
    }

    /// Returns SQLite's code of the first thing that failed.
    private static func life(_ path: String, vfs: String) -> Int32 {
        var connection: OpaquePointer?
        defer { unsafe sqlite3_close_v2(connection) }
        var code = unsafe sqlite3_open_v2(path, &connection, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, vfs)
        if code == SQLITE_OK { code = unsafe sqlite3_exec(connection, open, nil, nil, nil) }
        for _ in 0..<commits where code == SQLITE_OK { code = unsafe sqlite3_exec(connection, insert, nil, nil, nil) }
        return code
    }
}
