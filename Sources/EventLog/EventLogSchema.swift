// The tables of events.sqlite. A migration that has been released is never edited; changes are appended.

package import GRDB

package enum EventLogSchema {
    package static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 batches and quarantine") { db in
            // AUTOINCREMENT: an offset never returns, even after old batches are deleted, so a checkpoint stays valid.
            // The unique key is also the index that the durable ranges are read from.
            try db.execute(
                sql: """
                    CREATE TABLE batch (
                      log_offset  INTEGER PRIMARY KEY AUTOINCREMENT,
                      gateway     TEXT NOT NULL,
                      epoch       INTEGER NOT NULL,  -- the 64 bits of an unsigned number
                      sequence    INTEGER NOT NULL CHECK (sequence > 0),
                      received_ms INTEGER NOT NULL,
                      body        BLOB NOT NULL,
                      UNIQUE (gateway, epoch, sequence)
                    ) STRICT;

                    -- A message that comes again, because nobody acknowledged it, is counted and not kept twice.
                    CREATE TABLE quarantine (
                      quarantine_id    INTEGER PRIMARY KEY AUTOINCREMENT,
                      gateway          TEXT NOT NULL,
                      topic            TEXT NOT NULL,
                      received_ms      INTEGER NOT NULL,
                      reason           TEXT NOT NULL,
                      body             BLOB NOT NULL,
                      body_bytes       INTEGER NOT NULL,  -- of the message; the body here may be its beginning only
                      body_hash        INTEGER NOT NULL,  -- FNV-1a, 64 bits
                      times            INTEGER NOT NULL DEFAULT 1,
                      last_received_ms INTEGER NOT NULL,
                      UNIQUE (topic, body_hash, body_bytes)
                    ) STRICT;
                    """)
        }
        migrator.registerMigration("2 lost batches") { db in
            // What gaps account for stands in the batches that carry them; here it can be read at once when the collector starts.
            try db.execute(
                sql: """
                    CREATE TABLE lost_range (
                      gateway    TEXT NOT NULL,
                      epoch      INTEGER NOT NULL,  -- the 64 bits of an unsigned number
                      first      INTEGER NOT NULL,  -- sequences
                      last       INTEGER NOT NULL CHECK (last >= first),
                      log_offset INTEGER NOT NULL,  -- of the batch that said so
                      PRIMARY KEY (gateway, epoch, first, last)
                    ) STRICT, WITHOUT ROWID;
                    """)
        }
        migrator.registerMigration("3 events of every kind") { db in
            // Rows are not rewritten: what earlier versions wrote has no checksum.
            try db.execute(
                sql: """
                    ALTER TABLE batch RENAME TO event;
                    ALTER TABLE event RENAME COLUMN gateway TO source;
                    ALTER TABLE event ADD COLUMN kind INTEGER NOT NULL DEFAULT 0;  -- EventKind
                    ALTER TABLE event ADD COLUMN checksum INTEGER;  -- FNV-1a, 64 bits, over all the rest

                    -- What retention dropped: exactly how much, of whom, and from when to when.
                    CREATE TABLE dropped (
                      source            TEXT NOT NULL,
                      kind              INTEGER NOT NULL,
                      reason            TEXT NOT NULL CHECK (reason IN ('age', 'size')),
                      events            INTEGER NOT NULL,
                      bytes             INTEGER NOT NULL,  -- of bodies
                      first_offset      INTEGER NOT NULL,
                      last_offset       INTEGER NOT NULL,
                      first_received_ms INTEGER NOT NULL,
                      last_received_ms  INTEGER NOT NULL,
                      dropped_ms        INTEGER NOT NULL,  -- the last time
                      PRIMARY KEY (source, kind, reason)
                    ) STRICT, WITHOUT ROWID;

                    -- What was dropped was durable: it is not asked for again, and not taken in again.
                    CREATE TABLE dropped_range (
                      source TEXT NOT NULL,
                      epoch  INTEGER NOT NULL,  -- the 64 bits of an unsigned number
                      first  INTEGER NOT NULL,
                      last   INTEGER NOT NULL CHECK (last >= first),
                      PRIMARY KEY (source, epoch, first)
                    ) STRICT, WITHOUT ROWID;
                    """)
        }
        return migrator
    }
}
