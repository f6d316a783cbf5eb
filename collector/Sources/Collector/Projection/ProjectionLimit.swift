// Bounds of the projection.

import EventLog

enum ProjectionLimit {
    /// 256 batches of ten straps and one second are 2560 frames and about 6000 observations: a transaction of a tenth of a second,
    /// so that timers run on time while a backlog is worked off. 256 KiB of an electrocardiogram are 1100 frames with 80,000 samples.
    static let read = ReadLimit(batchesMax: 256, bytesMax: 256 * 1024)

    /// Older values fill the timeline and alarm nobody.
    static let liveWindow = Duration.seconds(120)

    /// A value from further ahead was made by a clock that is wrong; detectors would take everything after it for old.
    static let clockAheadMax = Duration.seconds(60)

    /// How often no change of skin contact is an observation.
    static let contactInterval = Duration.seconds(60)

    /// People that detectors watch. One takes about 20 kB: 200 MB in all. Values of further people are stored and not watched.
    static let peopleMax = 10_000

    static let devicesMax = 20_000

    /// Batches that move in one transaction: some 15,000 observations of ten straps, a fifth of a second. The next ones follow at once.
    static let movedBatchesMax = 512

    /// Hours of the timeline that become whole in one transaction, once a second: a tenth of a second.
    static let compactedHoursMax = 64
}
