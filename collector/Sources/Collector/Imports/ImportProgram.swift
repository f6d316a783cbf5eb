// `vitalflow-collector import`: files of other programs, brought into the log a few thousand observations at a time.

import EventLog
import Foundation
import Vitals

package struct ImportProgram: Sendable {
    private let directory: String
    private let clock: WallClock

    package init(dataDirectory: String, clock: WallClock = .system) {
        directory = dataDirectory
        self.clock = clock
    }

    package struct Result: Encodable {
        /// Observations that are in the log now for the first time.
        package internal(set) var stored = 0
        /// Observations that it had already.
        package internal(set) var repeated = 0
        package internal(set) var refused = 0
        /// What the file has and VitalFlow has no metric for, with how often.
        package internal(set) var skipped: [String: Int] = [:]
        /// Of the first refused ones.
        package internal(set) var faults: [String] = []

        /// For people.
        package var text: String {
            var lines = ["\(stored) observations stored, \(repeated) were there already, \(refused) refused"]
            lines += faults
            if refused > faults.count { lines.append("and \(refused - faults.count) more; vitalflow-collector quarantine list") }
            let types = skipped.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.key) (\($0.value))" }
            if !types.isEmpty { lines.append("no metric for: " + types.joined(separator: ", ")) }
            return lines.joined(separator: "\n")
        }
    }

    /// A CSV file with a header; `person` and `device` stand in for columns that it does not have.
    package func csv(_ file: String, app: String, person: String?, device: String?, _ progress: @escaping ProgressReport) async throws
        -> Result
    {
        let lines = try CSVLines(file: file)
        let sink = try sink(app, of: file, progress)
        let header = try CSVHeader(lines.next()?.fields ?? [], person: person, device: device)
        while let line = try lines.next() {
            try await sink.take(header.item(line.fields), place: "line \(line.number)", done: lines.bytesRead)
        }
        return try await sink.finish()
    }

    /// An `export.xml` of Apple Health.
    package func appleHealth(_ file: String, person: String, _ progress: @escaping ProgressReport) async throws -> Result {
        _ = try PersonID(person)
        let sink = try sink("apple-health", of: file, progress)
        let records = try AppleHealthRecords(file: file, person: person)
        do {
            while let item = try records.next() {
                try await sink.take(item, place: "record \(records.number)", done: records.bytesRead)
            }
        } catch {
            _ = try await sink.finish()
            throw error
        }
        sink.skip(records.skipped)
        return try await sink.finish()
    }

    private func sink(_ app: String, of file: String, _ progress: @escaping ProgressReport) throws -> ImportSink {
        let size = try FileManager.default.attributesOfItem(atPath: file)[.size] as? Int64 ?? 0
        let log = try SQLiteLog.made(in: directory)
        return ImportSink(SubmissionLog(log: log, app: try AppID(app), clock: clock), size: size, progress)
    }
}

/// Takes items one by one, and writes them as they become events.
final class ImportSink {
    private let submissions: SubmissionLog
    private let size: Int64
    private let progress: ProgressReport
    private var cutter = SubmissionCutter()
    private var refused: [RefusedMessage] = []
    private var result = ImportProgram.Result()
    private let now: Timestamp

    private static let faultsMax = 20
    private static let refusedMax = 100

    init(_ submissions: SubmissionLog, size: Int64, _ progress: @escaping ProgressReport) {
        (self.submissions, self.size, self.progress) = (submissions, size, progress)
        now = submissions.clock.now()
    }

    func take(_ item: SubmittedItem, place: @autoclosure () -> String, done: @autoclosure () -> Int64) async throws {
        do {
            if let event = cutter.add(try item.checked(now: now)) {
                try await store(event)
                progress(done(), size, "bytes, \(result.stored + result.repeated) observations")
            }
        } catch let fault as SubmissionFault {
            result.refused += 1
            let reason = "\(place()): \(fault.message)"
            if result.faults.count < Self.faultsMax { result.faults.append(reason) }
            guard let gateway = try? GatewayID(submissions.app.text) else { return }
            refused.append(
                RefusedMessage(
                    gateway: gateway, topic: QuarantineTopic.file, received: now, reason: reason,
                    body: JSON.bytes(item)))
            if refused.count == Self.refusedMax { try await quarantine() }
        }
    }

    func skip(_ types: [String: Int]) { result.skipped.merge(types, uniquingKeysWith: +) }

    func finish() async throws -> ImportProgram.Result {
        try await store(cutter.rest())
        try await quarantine()
        progress(size, size, "bytes, \(result.stored + result.repeated) observations")
        return result
    }

    private func store(_ items: [SubmittedObservation]) async throws {
        guard !items.isEmpty else { return }
        switch try await submissions.store(items, key: nil) {
        case .stored: result.stored += items.count
        case .repeated, .conflicting: result.repeated += items.count
        }
    }

    private func quarantine() async throws {
        try await submissions.log.quarantine(refused)
        refused = []
    }
}
