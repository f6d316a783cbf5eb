// The tables of the outbox, as an append-only list of migrations.

enum OutboxSchema {
    /// Each runs once, in order; `user_version` counts those that have run. Entries are never changed, only added.
    static let migrations = [
        """
        CREATE TABLE outbox (
            -- One row: the outbox itself.
            id INTEGER PRIMARY KEY CHECK (id = 1),
            -- The 64 bits of the epoch, drawn when the outbox is created.
            epoch INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE batch (
            -- AUTOINCREMENT: a number is not given out again after its batch was deleted.
            sequence INTEGER PRIMARY KEY AUTOINCREMENT,
            committed_ms INTEGER NOT NULL,
            frame_count INTEGER NOT NULL,
            -- When the collector said that it is durable there; NULL until then.
            acknowledged_ms INTEGER,
            -- The encoded batch: what goes on the wire.
            body BLOB NOT NULL
        ) STRICT;
        CREATE INDEX batch_unacknowledged ON batch (sequence) WHERE acknowledged_ms IS NULL;
        CREATE INDEX batch_acknowledged ON batch (acknowledged_ms) WHERE acknowledged_ms IS NOT NULL;
        """,
        """
        CREATE TABLE record_watermark (
            -- The device's address, without its type: 48 bits.
            device INTEGER NOT NULL,
            -- The 16-bit UUID of the records' characteristic.
            characteristic INTEGER NOT NULL,
            -- Every record up to this number is in a batch.
            sequence INTEGER NOT NULL,
            PRIMARY KEY (device, characteristic)
        ) STRICT, WITHOUT ROWID;
        """,
        """
        -- What the numbers count in; 0 where a device numbers its records once and for all.
        ALTER TABLE record_watermark ADD COLUMN session INTEGER NOT NULL DEFAULT 0;
        """,
        """
        -- Each row has a CRC-32 of the columns before it: SQLite trusts the disk, the outbox does not.
        CREATE TABLE epoch (
            -- A batch's number here is its sequence in its epoch and this; numbers of the next epoch begin after all of those.
            base INTEGER PRIMARY KEY,
            -- 64 bits.
            epoch INTEGER NOT NULL UNIQUE,
            -- The boot in which it began; -1: not known.
            boot INTEGER NOT NULL,
            checksum INTEGER NOT NULL
        ) STRICT;
        INSERT INTO epoch SELECT 0, epoch, -1, crc32(0, epoch, -1) FROM outbox;
        DROP TABLE outbox;
        CREATE TABLE outbox (
            -- One row.
            id INTEGER PRIMARY KEY CHECK (id = 1),
            -- Nothing up to this number is held, or owed.
            floor INTEGER NOT NULL,
            -- The number of migrations that have run, once more.
            schema INTEGER NOT NULL,
            checksum INTEGER NOT NULL
        ) STRICT;
        INSERT INTO outbox SELECT 1, floor, 4, crc32(1, floor, 4) FROM (
            SELECT coalesce((SELECT min(sequence) - 1 FROM batch), (SELECT seq FROM sqlite_sequence WHERE name = 'batch'), 0) AS floor);
        -- What became of batches: a row for numbers side by side.
        CREATE TABLE settled (
            first INTEGER PRIMARY KEY,
            last INTEGER NOT NULL,
            -- When the collector said that they are durable there; NULL: they are gone, and what was lost with them is in a gap.
            acknowledged_ms INTEGER,
            checksum INTEGER NOT NULL
        ) STRICT;
        INSERT INTO settled SELECT sequence, sequence, acknowledged_ms, crc32(sequence, sequence, acknowledged_ms) FROM batch
            WHERE acknowledged_ms IS NOT NULL;
        ALTER TABLE batch RENAME TO batch_1;
        CREATE TABLE batch (
            number INTEGER PRIMARY KEY,
            committed_ms INTEGER NOT NULL,
            -- 0 stream, 1 clinical, 2 gaps.
            class INTEGER NOT NULL,
            frame_count INTEGER NOT NULL,
            -- Of the columns before it and the body.
            checksum INTEGER NOT NULL,
            -- The encoded batch: what goes on the wire.
            body BLOB NOT NULL
        ) STRICT;
        INSERT INTO batch SELECT sequence, committed_ms, 0, frame_count, crc32(sequence, committed_ms, 0, frame_count, body), body
            FROM batch_1;
        DROP TABLE batch_1;
        -- What was lost and is not in a batch of gaps yet.
        CREATE TABLE gap (
            gap_id INTEGER PRIMARY KEY,
            epoch INTEGER NOT NULL,
            reason INTEGER NOT NULL,
            -- As in batch; NULL: not known.
            class INTEGER,
            -- Sequences; NULL for frames that never were in a batch.
            first INTEGER,
            last INTEGER,
            frames INTEGER NOT NULL,
            bytes INTEGER NOT NULL,
            first_ms INTEGER NOT NULL,
            last_ms INTEGER NOT NULL,
            -- 1: what followed may be lost too.
            has_open_end INTEGER NOT NULL
        ) STRICT;
        ALTER TABLE record_watermark ADD COLUMN checksum INTEGER NOT NULL DEFAULT 0;
        UPDATE record_watermark SET checksum = crc32(device, characteristic, sequence, session);
        """,
        """
        ALTER TABLE gap ADD COLUMN checksum INTEGER NOT NULL DEFAULT 0;
        UPDATE gap SET checksum =
            crc32(gap_id, epoch, reason, class, first, last, frames, bytes, first_ms, last_ms, has_open_end);
        UPDATE outbox SET schema = 5, checksum = crc32(id, floor, 5);
        """,
    ]

    static func migrate(_ database: Database) throws(DatabaseError) {
        var version: Int64 = 0
        try database.prepare("PRAGMA user_version").run { version = $0.integer(0) }
        guard version >= 0 else { throw .damage("its version is \(version)") }
        if version > 3 {
            // A newer version says so twice.
            let noted = try database.number("SELECT schema FROM outbox WHERE checksum = crc32(id, floor, schema)")
            guard noted == version else { throw .damage("its version is \(version) or \(noted)") }
        }
        guard version <= migrations.count else {
            throw DatabaseError(
                code: 0, operation: "open the outbox",
                explanation:
                    "it was written by a newer vitalflow-edge (schema \(version), this one knows \(migrations.count)); update this one")
        }
        for (index, migration) in migrations.enumerated().dropFirst(Int(version)) {
            try database.transaction { () throws(DatabaseError) in
                try database.execute(migration)
                // Interpolated, since a pragma takes no parameters; the value is the loop's own number.
                try database.execute("PRAGMA user_version = \(index + 1)")
            }
        }
    }
}
