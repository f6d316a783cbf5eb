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
    ]

    static func migrate(_ database: Database) throws(DatabaseError) {
        var version: Int64 = 0
        try database.prepare("PRAGMA user_version").run { version = $0.integer(0) }
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
