// A recording of RR intervals, and what a strap would have notified.

import FoundationEssentials

/// Why a file is no recording.
package enum RecordingError: Error, Hashable {
    case unreadable(file: String)
    case tooLong(file: String, bytesMax: Int)
    case noColumn(file: String, name: String)
    case notANumber(file: String, line: Int, text: String)
    case empty(file: String)
}

extension RecordingError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unreadable(let file): "\(file) cannot be read: check the path and who may read it"
        case .tooLong(let file, let bytesMax): "\(file) is longer than \(bytesMax) bytes: is it a recording of RR intervals?"
        case .noColumn(let file, let name): "\(file) has no column \(name): its first line has to name the columns, one of them \(name)"
        case .notANumber(let file, let line, let text):
            "\(file), line \(line): \"\(text)\" is no RR interval in milliseconds, above 0 and below 60000"
        case .empty(let file): "\(file) has no RR intervals"
        }
    }
}

/// RR intervals in milliseconds, in the order in which they were recorded.
package struct Recording: Hashable, Sendable {
    package let intervals: [Double]

    private static let column = "rr_ms"
    /// Three weeks of beats.
    private static let bytesMax = 32 * 1024 * 1024

    package init(intervals: [Double]) {
        self.intervals = intervals
    }

    /// Reads a CSV file whose first line names its columns, one of them `rr_ms`; the others are ignored.
    package init(file: String) throws(RecordingError) {
        guard let data = FileManager.default.contents(atPath: file) else { throw .unreadable(file: file) }
        guard data.count <= Self.bytesMax else { throw .tooLong(file: file, bytesMax: Self.bytesMax) }
        let lines = String(decoding: data, as: UTF8.self).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        guard let column = lines.first?.split(separator: ",").firstIndex(where: { $0.filter { $0 != " " } == Self.column }) else {
            throw .noColumn(file: file, name: Self.column)
        }
        var intervals: [Double] = []
        for (index, line) in lines.enumerated().dropFirst() where !line.isEmpty {
            let fields = line.split(separator: ",", omittingEmptySubsequences: false)
            let text = column < fields.count ? fields[column] : ""
            guard let interval = Double(text), interval > 0, interval < 60_000 else {
                throw .notANumber(file: file, line: index + 1, text: String(text))
            }
            intervals.append(interval)
        }
        guard !intervals.isEmpty else { throw .empty(file: file) }
        self.init(intervals: intervals)
    }

    /// One Heart Rate Measurement and the wearer's time that it covers.
    package struct Notification: Hashable, Sendable {
        package let duration: Duration
        package let bytes: [UInt8]
    }

    private enum Limit {
        /// A strap notifies once a second, of the beats that ended in that second.
        static let notificationMilliseconds = 1000.0
        /// Flags: RR intervals present, contact supported and detected, heart rate in 8 bits (Heart Rate Service 1.0, §3.1).
        static let flags: UInt8 = 0x16
    }

    /// What a strap notifies of these beats.
    package var notifications: [Notification] {
        var notifications: [Notification] = []
        var beats: [Double] = []
        var milliseconds = 0.0
        for (index, interval) in intervals.enumerated() {
            beats.append(interval)
            milliseconds += interval
            guard milliseconds >= Limit.notificationMilliseconds || index == intervals.count - 1 else { continue }
            let rate = (60_000 * Double(beats.count) / milliseconds).rounded()
            var bytes = [Limit.flags, UInt8(clamping: Int(rate))]
            for beat in beats {
                let ticks = UInt16(clamping: Int((beat * 1.024).rounded()))
                bytes += [UInt8(truncatingIfNeeded: ticks), UInt8(truncatingIfNeeded: ticks >> 8)]
            }
            notifications.append(Notification(duration: .microseconds(Int64(milliseconds * 1000)), bytes: bytes))
            beats.removeAll(keepingCapacity: true)
            milliseconds = 0
        }
        return notifications
    }
}
