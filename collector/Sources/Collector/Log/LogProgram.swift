// `vitalflow-collector log`: the event log for people, whether the collector runs or not.

import Alarms
import EventLog
import Foundation
import Uplink
import Vitals

/// What a long piece of work says while it goes on: how far it is, of how much, and a word.
package typealias ProgressReport = (_ done: Int64, _ of: Int64, _ what: String) -> Void

/// What the commands do; each returns what they print.
package struct LogProgram: Sendable {
    private let directory: String
    private static let read = ReadLimit(eventsMax: 4096, bytesMax: 8 * 1024 * 1024)

    package init(dataDirectory: String) {
        directory = dataDirectory
    }

    private func forEach(
        _ log: SQLiteLog, after start: Int64 = 0, _ progress: ProgressReport, _ body: (LoggedEvent) throws -> Void
    ) async throws {
        let end = try await log.lastOffset()
        var offset = start
        while offset < end {
            let events = try await log.read(after: offset, limit: Self.read)
            guard let last = events.last else { break }
            for event in events where event.offset <= end { try body(event) }
            offset = last.offset
            progress(min(offset, end), end, "events")
        }
    }

    // MARK: verify

    package struct Verification: Encodable {
        package var events = 0
        package var intact = 0
        package var unchecked = 0
        package var damaged = 0
        package var undecodable = 0
        /// Of the first damaged or undecodable events.
        package var offsets: [Int64] = []
        package var faults: [String] = []

        package var isSound: Bool { damaged == 0 && undecodable == 0 && faults.isEmpty }
    }

    /// Reads every event, compares its checksum, and decodes it.
    package func verify(_ progress: ProgressReport) async throws -> Verification {
        let log = try SQLiteLog.existing(in: directory)
        var found = Verification()
        found.faults = try await log.structuralFaults()
        try await forEach(log, progress) { event in
            found.events += 1
            switch event.integrity {
            case .intact: found.intact += 1
            case .unchecked: found.unchecked += 1
            case .damaged: found.damaged += 1
            }
            let isReadable = event.integrity != .damaged && event.decodes
            if event.integrity != .damaged, !isReadable { found.undecodable += 1 }
            if !isReadable, found.offsets.count < 20 { found.offsets.append(event.offset) }
        }
        return found
    }

    // MARK: stats

    package struct Statistics: Encodable {
        struct Source: Encodable {
            let source: String
            let kind: String
            let events: Int
            let bytes: Int
            let first: String
            let last: String
        }

        struct Dropped: Encodable {
            let source: String
            let kind: String
            let reason: String
            let events: Int
            let bytes: Int
            let first: String
            let last: String
        }

        let bytes: Int
        @Nullable var firstOffset: Int64?
        let lastOffset: Int64
        let quarantined: Int
        let sources: [Source]
        let dropped: [Dropped]

        /// For people.
        package var text: String {
            let head = "\(bytes) bytes, offsets \(firstOffset ?? 0) to \(lastOffset), \(quarantined) messages in quarantine"
            let kept = sources.map { "\($0.source)  \($0.kind)  \($0.events) events  \($0.bytes) B  \($0.first) to \($0.last)" }
            let gone = dropped.map {
                "dropped for \($0.reason): \($0.source)  \($0.kind)  \($0.events) events  \($0.bytes) B  \($0.first) to \($0.last)"
            }
            return ([head] + kept + gone).joined(separator: "\n")
        }
    }

    package func statistics() async throws -> Statistics {
        let log = try SQLiteLog.existing(in: directory)
        let figures = try await log.statistics()
        return Statistics(
            bytes: figures.bytes, firstOffset: try await log.firstOffset(), lastOffset: figures.lastOffset,
            quarantined: figures.quarantinedMessages,
            sources: try await log.sources().map {
                .init(
                    source: $0.source.text, kind: $0.kind?.name ?? "unknown", events: $0.events, bytes: $0.bytes,
                    first: $0.received.lowerBound.description, last: $0.received.upperBound.description)
            },
            dropped: try await log.droppedEvents().map {
                .init(
                    source: $0.source.text, kind: $0.kind?.name ?? "unknown", reason: $0.reason.rawValue, events: $0.events,
                    bytes: $0.bytes, first: $0.received.lowerBound.description, last: $0.received.upperBound.description)
            })
    }

    // MARK: export, import

    /// Writes events as JSON lines, the oldest first. Returns how many.
    package func export(
        after offset: Int64, source: String?, to write: (String) throws -> Void, _ progress: ProgressReport
    ) async throws -> Int {
        var count = 0
        try await forEach(try SQLiteLog.existing(in: directory), after: offset, progress) { event in
            guard source == nil || event.key.source.text == source, event.integrity != .damaged, let line = ExportedEvent(event) else {
                return
            }
            try write(JSON.text(line) + "\n")
            count += 1
        }
        return count
    }

    package struct ImportResult: Encodable {
        package var stored = 0
        package var repeated = 0
        package var conflicting = 0
    }

    /// Reads what `export` wrote. What the log has already changes nothing, so an import that was interrupted is begun again.
    package func importing(_ lines: some AsyncSequence<String, any Error>, _ progress: ProgressReport) async throws -> ImportResult {
        let log = try SQLiteLog.made(in: directory)
        var result = ImportResult()
        var waiting: [ArrivedEvent] = []
        var number = 0
        func store() async throws {
            for outcome in try await log.append(waiting) {
                switch outcome {
                case .stored: result.stored += 1
                case .repeated: result.repeated += 1
                case .conflicting: result.conflicting += 1
                }
            }
            waiting.removeAll(keepingCapacity: true)
            progress(Int64(number), 0, "lines")
        }
        for try await line in lines {
            number += 1
            guard !line.isEmpty else { continue }
            guard let exported = try? JSON.value(ExportedEvent.self, from: line.utf8), let event = exported.arrived else {
                try await store()
                throw StoreCommandError.line(number)
            }
            waiting.append(event)
            if waiting.count == 1000 { try await store() }
        }
        try await store()
        return result
    }
}

/// What can be wrong with a command on the stores.
package enum StoreCommandError: Error, Hashable, CustomStringConvertible {
    case noLog(String)
    case line(Int)

    package var description: String {
        switch self {
        case .noLog(let file): "there is no event log at \(file). Say where the collector keeps its data with --data-dir."
        case .line(let number): "line \(number) is no exported event. What came before it is imported; correct it and import again."
        }
    }
}

extension LoggedEvent {
    /// Whether the body says what its kind promises.
    var decodes: Bool {
        switch kind {
        case .batch: (try? Batch(decoding: body)) != nil
        case .observations: (try? SubmittedObservations(decoding: body)) != nil
        case .assignment, .correction, .tombstone, .settings: (try? Decision(self)) != nil
        case .time: true
        case .alarmAction: (try? JSON.value(AlarmAction.self, from: body)) != nil
        case .channel: (try? JSON.value(ChannelEvent.self, from: body)) != nil
        case .gateway: (try? JSON.value(GatewayEvent.self, from: body)) != nil
        case nil: false
        }
    }
}
