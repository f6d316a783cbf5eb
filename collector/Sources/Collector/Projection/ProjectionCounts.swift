// What a stretch of projection met, for metrics.

struct ProjectionCounts {
    var frames = 0
    var framesUnknown = 0
    var framesUndecodable = 0
    var observationsLate = 0
    var observationsAhead = 0
    var observationsUnwatched = 0
}
