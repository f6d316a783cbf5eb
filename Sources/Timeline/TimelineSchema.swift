// The tables of the timeline inside views.sqlite. A migration that has been released is never edited; changes are appended.

package import GRDB

package enum TimelineSchema {
    /// Adds the timeline's migrations to those of the database that it is part of.
    package static func register(in migrator: inout DatabaseMigrator) {
        migrator.registerMigration("timeline 1 observations") { db in
            // A row without its names takes about 40 bytes: a person and a metric are one number, a device and a gateway another.
            // The primary key keeps one person's values of one metric side by side in order of time, which is how they are read.
            // The unique key makes a second projection of a frame harmless, and is the order in which followers read.
            try db.execute(
                sql: """
                    CREATE TABLE series (
                      series_id INTEGER PRIMARY KEY,
                      person    TEXT NOT NULL,
                      metric    TEXT NOT NULL,
                      UNIQUE (person, metric)
                    ) STRICT;

                    CREATE TABLE origin (
                      origin_id INTEGER PRIMARY KEY,
                      gateway   TEXT NOT NULL,
                      device    INTEGER NOT NULL,  -- 48 bits of address, bit 48: random
                      UNIQUE (gateway, device)
                    ) STRICT;

                    CREATE TABLE observation (
                      series_id    INTEGER NOT NULL REFERENCES series,
                      time_ms      INTEGER NOT NULL,
                      log_offset   INTEGER NOT NULL,  -- where it comes from: the batch,
                      frame        INTEGER NOT NULL,  -- the frame in it
                      part         INTEGER NOT NULL,  -- and the value in that
                      origin_id    INTEGER NOT NULL REFERENCES origin,
                      value        REAL NOT NULL,     -- in the metric's unit
                      quality      INTEGER NOT NULL,  -- 0 good, 1 implausible, 2 no contact, 3 questionable
                      time_quality INTEGER NOT NULL,  -- 0 synchronized, 1 corrected, 2 estimated
                      simulated    INTEGER NOT NULL,
                      PRIMARY KEY (series_id, time_ms, log_offset, frame, part),
                      UNIQUE (log_offset, frame, part)
                    ) STRICT, WITHOUT ROWID;
                    """)
        }
        migrator.registerMigration("timeline 2 chunks") { db in
            try db.execute(
                sql: """
                    ALTER TABLE series RENAME TO old_series;

                    -- What a simulator made is a series of its own: no rollup mixes it with a person's.
                    CREATE TABLE series (
                      series_id INTEGER PRIMARY KEY,
                      person    TEXT NOT NULL,
                      metric    TEXT NOT NULL,
                      simulated INTEGER NOT NULL,
                      UNIQUE (person, metric, simulated)
                    ) STRICT;

                    -- Which series have samples of a device over a gateway.
                    CREATE TABLE series_origin (
                      origin_id INTEGER NOT NULL REFERENCES origin,
                      series_id INTEGER NOT NULL REFERENCES series,
                      PRIMARY KEY (origin_id, series_id)
                    ) STRICT, WITHOUT ROWID;

                    -- Samples as they were projected, a chunk for each transaction and hour; followers read these in order.
                    CREATE TABLE fresh (
                      fresh_id  INTEGER PRIMARY KEY AUTOINCREMENT,
                      series_id INTEGER NOT NULL REFERENCES series,
                      hour_ms   INTEGER NOT NULL,
                      samples   INTEGER NOT NULL,
                      body      BLOB NOT NULL
                    ) STRICT;
                    CREATE INDEX fresh_hour ON fresh (series_id, hour_ms);

                    -- How much of that there is of an hour, and since when.
                    CREATE TABLE head (
                      series_id INTEGER NOT NULL REFERENCES series,
                      hour_ms   INTEGER NOT NULL,
                      chunks    INTEGER NOT NULL,
                      since_ms  INTEGER NOT NULL,
                      PRIMARY KEY (series_id, hour_ms)
                    ) STRICT, WITHOUT ROWID;

                    -- Whole hours: all samples in order, the same bytes in whatever order they came.
                    CREATE TABLE chunk (
                      chunk_id  INTEGER PRIMARY KEY,
                      series_id INTEGER NOT NULL REFERENCES series,
                      hour_ms   INTEGER NOT NULL,
                      place     INTEGER NOT NULL,  -- 0, 1, 2…: an hour of a fast series has several
                      body      BLOB NOT NULL,
                      UNIQUE (series_id, hour_ms, place)
                    ) STRICT;

                    -- Of whole hours: what is fresh is added when they are read.
                    CREATE TABLE rollup (
                      rollup_id  INTEGER PRIMARY KEY,
                      series_id  INTEGER NOT NULL REFERENCES series,
                      resolution INTEGER NOT NULL,  -- 0 minutes of an hour, 1 hours of a day, 2 days of 32, 3 six hours of 16 days
                      start_ms   INTEGER NOT NULL,
                      body       BLOB NOT NULL,
                      UNIQUE (series_id, resolution, start_ms)
                    ) STRICT;

                    CREATE TABLE latest (
                      series_id  INTEGER PRIMARY KEY REFERENCES series,
                      time_ms    INTEGER NOT NULL,
                      log_offset INTEGER NOT NULL,
                      frame      INTEGER NOT NULL,
                      part       INTEGER NOT NULL,
                      origin_id  INTEGER NOT NULL REFERENCES origin,
                      value      REAL NOT NULL,
                      qualities  INTEGER NOT NULL
                    ) STRICT;
                    """)
        }
        migrator.registerMigration("timeline 3 fresh by gateway") { db in
            try db.execute(
                sql: """
                    ALTER TABLE fresh RENAME TO old_fresh;
                    DROP TABLE head;

                    -- What devices of apps are called; NULL: the number is an address.
                    ALTER TABLE origin ADD COLUMN name TEXT;
                    CREATE INDEX origin_of_series ON series_origin (series_id, origin_id);

                    -- Samples as they were projected, a block for each transaction and gateway; followers read these in order.
                    CREATE TABLE fresh (
                      fresh_id INTEGER PRIMARY KEY AUTOINCREMENT,
                      gateway  TEXT NOT NULL,
                      samples  INTEGER NOT NULL,
                      body     BLOB NOT NULL
                    ) STRICT;
                    CREATE INDEX fresh_gateway ON fresh (gateway, fresh_id);

                    -- Hours that were added to: their chunks are to become as many as they would be of one piece.
                    CREATE TABLE ragged (
                      series_id INTEGER NOT NULL REFERENCES series,
                      hour_ms   INTEGER NOT NULL,
                      PRIMARY KEY (hour_ms, series_id)
                    ) STRICT, WITHOUT ROWID;

                    -- How much of that there is of a gateway, and since when.
                    CREATE TABLE head (
                      gateway  TEXT PRIMARY KEY,
                      samples  INTEGER NOT NULL,
                      since_ms INTEGER NOT NULL
                    ) STRICT, WITHOUT ROWID;
                    """)
            if try db.tableExists("observation") {
                try ObservationStore(db).takeOver(OldObservations(db))
                try db.execute(sql: "DROP TABLE observation; DROP TABLE old_series")
            }
            try ObservationStore(db).takeOverFresh()
            try db.execute(sql: "DROP TABLE old_fresh")
        }
        // A year is 23 rows of these and 365 of hours, which lie all over the file.
        migrator.registerMigration("timeline 4 six hours") { db in try ObservationStore(db).rollUpSixHours() }
    }
}
