// Event times come from outside: the difference of any two must not trap.

import Vitals

extension Timestamp {
    /// The time since an earlier moment; negative when it is a later one. Computed in 128 bits, where no two times are too far apart.
    func elapsed(since earlier: Timestamp) -> Duration {
        .milliseconds(milliseconds) - .milliseconds(earlier.milliseconds)
    }
}
