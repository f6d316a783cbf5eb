// What a stretch of projection met, for metrics.

struct ProjectionCounts {
    var frames = 0
    var framesUnknown = 0
    var framesUndecodable = 0
    /// Their checksum is not that of their bytes.
    var eventsDamaged = 0
    /// Of a kind or a form that another version wrote.
    var eventsUnknown = 0
    var observationsLate = 0
    var observationsAhead = 0
    var observationsUnwatched = 0
}
