// Writes one line for each event, in one system call, so that lines of several threads do not mix.

import Glibc
import Logging
import Vitals

struct LineLogHandler: LogHandler {
    let label: String
    let format: LogFormat
    var logLevel: Logger.Level = .info
    var metadata: Logger.Metadata = [:]

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var pairs = metadata
        if let more = event.metadata { pairs.merge(more) { _, new in new } }
        let sorted = pairs.sorted { $0.key < $1.key }.map { ($0.key, $0.value.description) }
        var line: String
        switch format {
        case .text:
            line = "\(Self.time()) \(event.level) \(event.message)"
            for (key, value) in sorted { line += " \(key)=\(value.contains(" ") ? JSONText.quoted(value) : value)" }
        case .json:
            line = "{\"time\":\"\(Self.time())\",\"level\":\"\(event.level)\",\"logger\":\(JSONText.quoted(label)),\"message\":"
            line += JSONText.quoted(event.message.description)
            for (key, value) in sorted { line += ",\(JSONText.quoted(key)):\(JSONText.quoted(value))" }
            line += "}"
        }
        line = line.replacingNewlines() + "\n"
        line.withUTF8 { unsafe _ = write(2, $0.baseAddress, $0.count) }
    }

    private static func time() -> Timestamp {
        var now = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &now)
        return Timestamp(milliseconds: Int64(now.tv_sec) * 1000 + Int64(now.tv_nsec) / 1_000_000)
    }
}

extension String {
    /// A log line stays one line, whatever a device's name holds.
    fileprivate func replacingNewlines() -> String {
        contains(where: \.isNewline) ? String(map { $0.isNewline ? " " : $0 }) : self
    }
}
