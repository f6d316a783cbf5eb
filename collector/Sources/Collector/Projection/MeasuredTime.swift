// When something was measured, how far that can be trusted, and by whose clock.

import Vitals

struct MeasuredTime: Hashable {
    let time: Timestamp
    let quality: TimeQuality
    let basis: TimeBasis
}
