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
    }
}
