// The tables of views.sqlite, all of which can be rebuilt from the event log. A released migration is never edited.

package import GRDB
import Timeline

package enum ViewsSchema {
    package static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        TimelineSchema.register(in: &migrator)
        migrator.registerMigration("collector 1 projection and alarms") { db in
            // `change` counts the projection's transactions: followers read the rows that changed since the last one they saw.
            try db.execute(
                sql: """
                    CREATE TABLE projection (
                      projection_id INTEGER PRIMARY KEY CHECK (projection_id = 1),
                      log_offset    INTEGER NOT NULL,
                      change        INTEGER NOT NULL
                    ) STRICT;
                    INSERT INTO projection VALUES (1, 0, 0);

                    CREATE TABLE person_state (
                      person TEXT PRIMARY KEY,
                      state  TEXT NOT NULL  -- JSON: detectors and alarms, as of projection.log_offset
                    ) STRICT, WITHOUT ROWID;

                    CREATE TABLE device_state (
                      device INTEGER PRIMARY KEY,  -- 48 bits of address, bit 48: random
                      state  TEXT NOT NULL         -- JSON
                    ) STRICT;

                    CREATE TABLE rhythm (
                      person TEXT PRIMARY KEY,
                      body   TEXT NOT NULL,  -- JSON as published
                      change INTEGER NOT NULL
                    ) STRICT, WITHOUT ROWID;
                    CREATE INDEX rhythm_change ON rhythm (change);

                    CREATE TABLE alarm (
                      alarm_id   TEXT PRIMARY KEY,
                      person     TEXT NOT NULL,
                      state      TEXT NOT NULL CHECK (state IN ('on', 'off')),
                      revision   INTEGER NOT NULL,
                      changed_ms INTEGER NOT NULL,
                      body       TEXT NOT NULL,  -- JSON as published
                      change     INTEGER NOT NULL
                    ) STRICT, WITHOUT ROWID;
                    CREATE INDEX alarm_change ON alarm (change);
                    CREATE INDEX alarm_changed ON alarm (changed_ms);
                    CREATE INDEX alarm_on ON alarm (person) WHERE state = 'on';

                    -- Every revision, in the order in which they were decided; those not delivered yet are the outbox.
                    CREATE TABLE alarm_revision (
                      revision_id  INTEGER PRIMARY KEY AUTOINCREMENT,
                      alarm_id     TEXT NOT NULL,
                      revision     INTEGER NOT NULL,
                      person       TEXT NOT NULL,
                      priority     TEXT NOT NULL,
                      changed_ms   INTEGER NOT NULL,
                      body         TEXT NOT NULL,  -- JSON as published
                      delivered_ms INTEGER,        -- NULL until the broker has it
                      UNIQUE (alarm_id, revision)
                    ) STRICT;
                    CREATE INDEX alarm_outbox ON alarm_revision (revision_id) WHERE delivered_ms IS NULL;
                    """)
        }
        migrator.registerMigration("collector 2 gaps") { db in
            try db.execute(
                sql: """
                    CREATE TABLE gap (
                      log_offset INTEGER NOT NULL,  -- the batch that says so
                      place      INTEGER NOT NULL,  -- and the gap's place in it
                      gateway    TEXT NOT NULL,
                      epoch      INTEGER NOT NULL,  -- the 64 bits of an unsigned number; 0 when it is not known
                      ranges     TEXT NOT NULL,     -- sequences, as 3-9,20
                      frames     INTEGER,           -- NULL when nobody knows
                      bytes      INTEGER,
                      first_ms   INTEGER,           -- by the gateway's clock as it stood
                      last_ms    INTEGER,
                      reason     TEXT NOT NULL,
                      class      TEXT CHECK (class IN ('stream', 'clinical')),
                      simulated  INTEGER NOT NULL,
                      PRIMARY KEY (log_offset, place)
                    ) STRICT, WITHOUT ROWID;
                    CREATE INDEX gap_gateway ON gap (gateway, log_offset, place);
                    """)
        }
        migrator.registerMigration("collector 3 clocks of boots") { db in
            try db.execute(
                sql: """
                    CREATE TABLE boot_clock (
                      gateway TEXT NOT NULL,
                      boot    INTEGER NOT NULL,
                      state   TEXT NOT NULL,  -- JSON
                      PRIMARY KEY (gateway, boot)
                    ) STRICT, WITHOUT ROWID;

                    -- By what clock each batch was placed: what was placed by an earlier generation of its boot's clock has to move.
                    CREATE TABLE boot_batch (
                      gateway         TEXT NOT NULL,
                      boot            INTEGER NOT NULL,
                      generation      INTEGER NOT NULL,  -- 0: by the batch's own anchor, which was not synchronized
                      instant_ms      INTEGER NOT NULL,  -- of the anchor, since boot
                      log_offset      INTEGER NOT NULL,
                      clock_offset_ms INTEGER NOT NULL,  -- wall clock less boot clock, as used
                      PRIMARY KEY (gateway, boot, generation, instant_ms, log_offset)
                    ) STRICT, WITHOUT ROWID;
                    """)
        }
        migrator.registerMigration("collector 4 spans of batches") { db in
            // How long before its anchor a batch's first frame came; of earlier ones it is not known.
            try db.execute(sql: "ALTER TABLE boot_batch ADD COLUMN span_ms INTEGER NOT NULL DEFAULT 86400000")
        }
        migrator.registerMigration("collector 5 states by source") { db in
            try db.execute(
                sql: """
                    -- From redo_offset on the log is read again at the start: states are saved in turn, not with each transaction.
                    ALTER TABLE projection ADD COLUMN redo_offset INTEGER NOT NULL DEFAULT 0;
                    ALTER TABLE projection ADD COLUMN settings TEXT;  -- JSON: assignments and limits, as of log_offset
                    ALTER TABLE projection ADD COLUMN history_before_ms INTEGER;  -- what changed before was told by earlier views
                    UPDATE projection SET redo_offset = log_offset;

                    ALTER TABLE person_state ADD COLUMN log_offset INTEGER NOT NULL DEFAULT 0;  -- what the state has in it
                    UPDATE person_state SET log_offset = (SELECT log_offset FROM projection);

                    CREATE TABLE source_state (
                      source     TEXT PRIMARY KEY,
                      state      TEXT NOT NULL,  -- JSON: clocks of boots, devices
                      log_offset INTEGER NOT NULL
                    ) STRICT, WITHOUT ROWID;

                    -- By what clock batches were placed, in runs: what an earlier generation of its boot's clock placed has to move.
                    CREATE TABLE placed_run (
                      gateway          TEXT NOT NULL,
                      boot             INTEGER NOT NULL,
                      generation       INTEGER NOT NULL,  -- 0: by the batch's own anchor, which was not synchronized
                      clock_offset_ms  INTEGER NOT NULL,  -- wall clock less boot clock, as used
                      first_offset     INTEGER NOT NULL,  -- in the log
                      last_offset      INTEGER NOT NULL,
                      first_instant_ms INTEGER NOT NULL,  -- since boot
                      last_instant_ms  INTEGER NOT NULL,
                      PRIMARY KEY (gateway, boot, first_offset)
                    ) STRICT, WITHOUT ROWID;
                    CREATE INDEX placed_run_generation ON placed_run (gateway, boot, generation, first_offset);

                    INSERT INTO placed_run
                    SELECT gateway, boot, generation, clock_offset_ms, log_offset, log_offset, instant_ms - span_ms, instant_ms FROM boot_batch;
                    """)
            try OldStates(db).takeOver()
            try db.execute(sql: "DROP TABLE boot_batch; DROP TABLE boot_clock; DROP TABLE device_state")
        }
        migrator.registerMigration("collector 6 binary states") { db in
            // A blob is CBOR as `StateEncoder` writes it; a text is JSON that an earlier version wrote.
            try db.execute(
                sql: """
                    CREATE TABLE new_person_state (
                      person     TEXT PRIMARY KEY,
                      state      ANY NOT NULL,      -- detectors and alarms
                      log_offset INTEGER NOT NULL   -- what the state has in it
                    ) STRICT, WITHOUT ROWID;
                    INSERT INTO new_person_state SELECT person, state, log_offset FROM person_state;
                    DROP TABLE person_state;
                    ALTER TABLE new_person_state RENAME TO person_state;

                    CREATE TABLE new_source_state (
                      source     TEXT PRIMARY KEY,
                      state      ANY NOT NULL,      -- clocks of boots, devices
                      log_offset INTEGER NOT NULL
                    ) STRICT, WITHOUT ROWID;
                    INSERT INTO new_source_state SELECT source, state, log_offset FROM source_state;
                    DROP TABLE source_state;
                    ALTER TABLE new_source_state RENAME TO source_state;
                    """)
        }
        migrator.registerMigration("collector 7 latched and acknowledged alarms") { db in
            try db.execute(
                sql: """
                    CREATE TABLE new_alarm (
                      alarm_id   TEXT PRIMARY KEY,
                      person     TEXT NOT NULL,
                      state      TEXT NOT NULL CHECK (state IN ('on', 'latched', 'ack', 'off')),
                      revision   INTEGER NOT NULL,
                      changed_ms INTEGER NOT NULL,
                      body       TEXT NOT NULL,  -- JSON as published
                      change     INTEGER NOT NULL
                    ) STRICT, WITHOUT ROWID;
                    INSERT INTO new_alarm SELECT alarm_id, person, state, revision, changed_ms, body, change FROM alarm;
                    DROP TABLE alarm;
                    ALTER TABLE new_alarm RENAME TO alarm;
                    CREATE INDEX alarm_change ON alarm (change);
                    CREATE INDEX alarm_changed ON alarm (changed_ms);
                    CREATE INDEX alarm_active ON alarm (person) WHERE state <> 'off';
                    """)
        }
        migrator.registerMigration("collector 8 history of alarms") { db in
            // What was told by earlier views, or came too late to be told: it is for nobody's ears.
            try db.execute(sql: "ALTER TABLE alarm_revision ADD COLUMN is_history INTEGER NOT NULL DEFAULT 0")
        }
        return migrator
    }
}
