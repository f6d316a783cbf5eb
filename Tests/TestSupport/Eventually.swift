// Waits for what another process or thread does. The one place in the tests where real time passes.

import Foundation

package struct NeverHappened: Error, CustomStringConvertible {
    package let what: String
    package let seconds: Double

    package init(what: String, seconds: Double) {
        self.what = what
        self.seconds = seconds
    }

    package var description: String { "\(what): not within \(seconds) s" }
}

package enum Eventually {
    private static let interval = Duration.milliseconds(20)
    /// Time alone is no reason to give up: on a machine that is busy with other tests it passes between two attempts.
    private static let attemptsMin = 25

    /// Lets real time pass, where a moment of its own is the point.
    package static func pause(_ duration: Duration) async throws {
        try await Task.sleep(for: duration)
    }

    /// Returns the first result that is not `nil`.
    @discardableResult
    package static func value<T>(
        _ what: String, within seconds: Double = 60, _ body: () async throws -> T?
    ) async throws -> T {
        let clock = ContinuousClock()
        let deadline = clock.now + .seconds(seconds)
        var attempts = 0
        while true {
            if let value = try await body() { return value }
            attempts += 1
            guard clock.now < deadline || attempts < attemptsMin else { throw NeverHappened(what: what, seconds: seconds) }
            try await pause(interval)
        }
    }

    /// Returns once the condition holds.
    package static func holds(_ what: String, within seconds: Double = 60, _ condition: () async throws -> Bool) async throws {
        try await value(what, within: seconds) { try await condition() ? true : nil }
    }
}
