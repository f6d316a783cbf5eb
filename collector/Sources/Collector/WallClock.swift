// Only the program knows where the time comes from; a test brings its own.

import Foundation
package import Vitals

/// The wall clock, as a value to hand down.
package struct WallClock: Sendable {
    package let now: @Sendable () -> Timestamp

    package init(now: @escaping @Sendable () -> Timestamp) {
        self.now = now
    }

    package static let system = WallClock { Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }
}
