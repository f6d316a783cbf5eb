// `vitalflow-collector assign`, `correct` and `remove`: decisions become events, whether the collector runs or not.

import EventLog
import Foundation
import GRDB
import Settings
import Timeline
import Vitals

package struct DecisionProgram: Sendable {
    private let directory: String
    private let clock: WallClock

    package init(dataDirectory: String, clock: WallClock = .system) {
        directory = dataDirectory
        self.clock = clock
    }

    /// `person`: `nil` for nobody. Times are RFC 3339.
    package func assign(_ device: String, to person: String?, from: String?, to end: String?) async throws -> String {
        guard let address = DeviceAddress(device) else {
            throw SettingsError.invalid(variable: "DEVICE", value: device, expected: "an address such as C0:00:00:00:00:01")
        }
        let event = AssignmentEvent(
            device: address, person: try person.map(Self.person), from: try from.map { try Self.time("--from", $0) },
            to: try end.map { try Self.time("--to", $0) })
        try Self.check(event.from, event.to)
        try await append(.assignment, event)
        let span = [event.from.map { "from \($0)" }, event.to.map { "to \($0)" }].compactMap(\.self).joined(separator: " ")
        return "\(address) is \(event.person?.text ?? "nobody")'s" + (span.isEmpty ? "" : " \(span)")
            + ". Values of that time follow within seconds."
    }

    package func correct(
        _ person: String, _ metric: String, at time: String, value: Double?, quality: String?, reason: String
    ) async throws -> String {
        guard value != nil || quality != nil else {
            throw SettingsError.invalid(variable: "--value", value: "", expected: "a number, or --quality")
        }
        if let value, !value.isFinite { throw SettingsError.invalid(variable: "--value", value: "\(value)", expected: "a finite number") }
        let known = try quality.map { text in
            guard let quality = ObservationQuality(rawValue: text) else {
                throw SettingsError.invalid(
                    variable: "--quality", value: text, expected: ObservationQuality.allCases.map(\.rawValue).joined(separator: ", "))
            }
            return quality
        }
        let event = CorrectionEvent(
            person: try Self.person(person), metric: try Self.metric(metric).key, time: try Self.time("--at", time), value: value,
            quality: known, reason: reason)
        let found = try await observations(of: event.person, metric, event.time)
        guard found > 0 else {
            throw SettingsError.invalid(
                variable: "--at", value: time, expected: "the exact time of a value, as query --raw --format json shows it")
        }
        try await append(.correction, event)
        return "\(found) value\(found == 1 ? "" : "s") of \(event.time) will be corrected. The log keeps what the device said."
    }

    package func remove(_ person: String, _ metric: String?, from: String, to: String, reason: String) async throws -> String {
        let event = TombstoneEvent(
            person: try Self.person(person), metric: try metric.map { try Self.metric($0).key }, from: try Self.time("--from", from),
            to: try Self.time("--to", to), reason: reason)
        try Self.check(event.from, event.to)
        try await append(.tombstone, event)
        return "What \(event.person) has from \(event.from) to \(event.to) will not be shown any more. The log keeps it."
    }

    private func observations(of person: PersonID, _ metric: String, _ time: Timestamp) async throws -> Int {
        let views = try ViewsDatabase(file: ViewsFiles(directory: directory).current)
        let metric = try Self.metric(metric)
        return try await views.pool.read { db in
            try ObservationStore(db).page(
                ObservationQuery(
                    person: person, metric: metric, from: time, to: time + .milliseconds(1), limit: ObservationQuery.limitMax, view: .all)
            ).observations.count
        }
    }

    private func append(_ kind: EventKind, _ body: some Encodable) async throws {
        _ = try await SQLiteLog.existing(in: directory).append([.own(kind, JSON.bytes(body), at: clock.now())])
    }

    static func person(_ text: String) throws -> PersonID {
        guard let person = try? PersonID(text) else {
            throw SettingsError.invalid(variable: "PERSON", value: text, expected: "up to 64 letters, digits, - _ and .")
        }
        return person
    }

    static func metric(_ text: String) throws -> Metric {
        guard let metric = Metric(key: text) else {
            throw SettingsError.invalid(
                variable: "METRIC", value: text, expected: "a key of the catalogue, such as heart_rate or blood_glucose")
        }
        return metric
    }

    static func time(_ flag: String, _ text: String) throws -> Timestamp {
        guard let time = Timestamp(text) else {
            throw SettingsError.invalid(variable: flag, value: text, expected: "a time such as 2026-11-23T08:45:00+01:00")
        }
        return time
    }

    private static func check(_ from: Timestamp?, _ to: Timestamp?) throws {
        guard let from, let to, from >= to else { return }
        throw SettingsError.invalid(variable: "--from", value: from.description, expected: "a time before --to")
    }
}
