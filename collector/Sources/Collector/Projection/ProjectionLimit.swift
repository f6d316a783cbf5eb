// Bounds of the projection.

import EventLog

enum ProjectionLimit {
    /// 512 batches of forty straps and half a second are some 10,000 frames and 25,000 observations: a transaction of a fifth of a second,
    /// so that timers run on time while a backlog is worked off. 256 KiB of an electrocardiogram are 1100 frames with 80,000 samples.
    static let read = ReadLimit(eventsMax: 512, bytesMax: 256 * 1024)

    /// Older values fill the timeline and alarm nobody.
    static let liveWindow = Duration.seconds(120)

    /// A value from further ahead was made by a clock that is wrong; detectors would take everything after it for old.
    static let clockAheadMax = Duration.seconds(60)

    /// How often no change of skin contact is an observation.
    static let contactInterval = Duration.seconds(60)

    /// How often an unchanged rhythm is shown anew, and how often where there are many people.
    static let rhythmInterval = Duration.milliseconds(900)
    static let crowd = 100
    static let crowdInterval = Duration.seconds(30)

    /// People that detectors watch. One takes some 5 kB: 250 MB in all. Values of further people are stored and not watched.
    static let peopleMax = 50_000

    /// Of one gateway; devices beyond are decoded without a memory.
    static let devicesMax = 1000

    /// Gateways and apps; those beyond are decoded without a memory.
    static let sourcesMax = 20_000

    /// Sources that are saved with one commit: of a thousand gateways each is saved every two minutes. The people of one source take up to
    /// 20 ms; what was not saved is read again at the next start, a minute of it at full load.
    static let savedSourcesMax = 2

    /// Runs of batches that move in one transaction: four hours of one gateway. The next ones follow at once.
    static let movedRunsMax = 4

    /// Gateways whose fresh samples are shared out in one transaction: 50 ms with one that writes what came, a quarter of a second alone.
    static let compactedGatewaysBeside = 1
    static let compactedGatewaysMax = 4
}
