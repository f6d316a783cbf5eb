// Logs go to standard error: plain lines for people, one JSON object a line for machines.

import Glibc
package import Logging

package enum LogFormat: String, Sendable, CaseIterable {
    case text, json
}

package enum LoggingSetup {
    /// Once for the process, by the program.
    package static func bootstrap(format: LogFormat, level: Logger.Level) {
        LoggingSystem.bootstrap { label in
            var handler = LineLogHandler(label: label, format: format)
            handler.logLevel = level
            return handler
        }
    }
}
