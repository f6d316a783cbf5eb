// The outbox's commits, beside SQLite itself: the same table, the same bytes, the same pragmas.

import CSQLite
import FoundationEssentials
import Outbox
import Uplink
import Vitals

enum Commit {
    /// Rounds alternate, so that both have the same share of what else goes on.
    private static let rounds = 30
    private static let commitsOfRound = 300

    static func measure(in folder: String) throws {
        for framesOfBatch in [1, 5, 100] {
            var rates = HeartRates(straps: 10)
            // Encoding is measured apart.
            let body = Batch(
                epoch: .max, sequence: 1000, anchor: rates.anchor, isSimulated: true, frames: rates.next(framesOfBatch)
            ).encoded()
            let (store, _) = try OutboxStore.open(
                OutboxConfiguration(path: "\(folder)/outbox-\(framesOfBatch).sqlite", encode: { _ in body }), now: rates.wall)
            let path = "\(folder)/bare-\(framesOfBatch).sqlite"
            _ = try OutboxStore.open(OutboxConfiguration(path: path), now: rates.wall)
            let bare = try BareTable(path)
            var ours: [Double] = []
            var limits: [Double] = []
            for _ in 0..<rounds {
                let frames = rates.next(framesOfBatch)
                let clock = ContinuousClock()
                let time = try clock.measure {
                    for _ in 0..<commitsOfRound {
                        _ = try store.append(frames, as: .stream, anchor: rates.anchor, isSimulated: true)
                    }
                }
                ours.append(Double(commitsOfRound) / time.inSeconds)
                let bareTime = clock.measure { for _ in 0..<commitsOfRound { bare.insert(body, frames: framesOfBatch) } }
                limits.append(Double(commitsOfRound) / bareTime.inSeconds)
            }
            Figure.print(
                "commit_rate \(framesOfBatch) frames", ours.median, "commits/s", limit: limits.median,
                "the bare sqlite3 C API: the same table, bytes and pragmas")
            let frames = rates.next(framesOfBatch)
            let encoding = try Sealing.microseconds {
                _ = Batch(epoch: .max, sequence: 1000, anchor: rates.anchor, isSimulated: true, frames: frames).encoded()
            }
            let copying = try Sealing.microseconds { _ = body.map { $0 } }
            Figure.print("encode \(framesOfBatch) frames", encoding, "us", limit: copying, "copying the bytes of the batch")
        }
    }
}

/// SQLite without anything around it.
@safe private struct BareTable {
    private let database: OpaquePointer
    private let insert: OpaquePointer

    struct Failure: Error {}

    init(_ path: String) throws {
        var opened: OpaquePointer?
        guard unsafe sqlite3_open(path, &opened) == SQLITE_OK, let database = unsafe opened else { throw Failure() }
        unsafe self.database = database
        let pragmas = "PRAGMA synchronous = FULL; PRAGMA secure_delete = FAST; PRAGMA cache_size = -2048; PRAGMA wal_autocheckpoint = 256"
        guard unsafe sqlite3_exec(database, pragmas, nil, nil, nil) == SQLITE_OK else { throw Failure() }
        var prepared: OpaquePointer?
        let sql = "INSERT INTO batch (committed_ms, class, frame_count, checksum, body) VALUES (?, 0, ?, 0, ?)"
        guard unsafe sqlite3_prepare_v2(database, sql, -1, &prepared, nil) == SQLITE_OK, let insert = unsafe prepared else {
            throw Failure()
        }
        unsafe self.insert = insert
    }

    func insert(_ body: [UInt8], frames: Int) {
        unsafe sqlite3_bind_int64(insert, 1, 1_795_419_900_000)
        unsafe sqlite3_bind_int64(insert, 2, Int64(frames))
        unsafe body.withUnsafeBytes { _ = unsafe vf_sqlite3_bind_blob_copy(insert, 3, $0.baseAddress, Int32($0.count)) }
        let code = unsafe sqlite3_step(insert)
        precondition(code == SQLITE_DONE, "the bare table takes no row: \(code)")
        unsafe sqlite3_reset(insert)
    }
}
