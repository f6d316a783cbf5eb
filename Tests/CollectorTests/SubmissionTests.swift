// What apps bring: checked item by item, kept once, shown like any other value.

import EventLog
import Foundation
import GRDB
import TestSupport
import Testing
import Timeline
import Vitals

@testable import Collector

@Suite("Submissions", .serialized)
struct SubmissionTests {
    private let folder: TemporaryFolder
    private var directory: String { folder.path }

    init() throws { folder = try TemporaryFolder() }

    private func item(_ change: (inout SubmittedItem) -> Void = { _ in }) -> SubmittedItem {
        var item = SubmittedItem(
            person: "anna", metric: "blood_glucose", time: "2026-11-23T08:45:00+01:00", value: 5.5, unit: "mmol/L", device: "Meter")
        change(&item)
        return item
    }

    @Test("A good item keeps its time zone and comes in the metric's unit")
    func good() throws {
        let checked = try item().checked(now: Views.start)
        #expect(checked.value == 5.5 * 18.0156 && checked.utcOffsetMinutes == 60)
        #expect(checked.time == Timestamp("2026-11-23T07:45:00Z"))
    }

    @Test("Each bad field is named", arguments: ["person", "metric", "time", "value", "unit", "device"])
    func bad(field: String) {
        let bad = item {
            switch field {
            case "person": $0.person = "a/b"
            case "metric": $0.metric = "mood"
            case "time": $0.time = "2026-11-23 08:45"
            case "value": $0.value = .nan
            case "unit": $0.unit = "furlong"
            default: $0.device = String(repeating: "x", count: 200)
            }
        }
        #expect { try bad.checked(now: Views.start) } throws: { ($0 as? SubmissionFault)?.field == field }
    }

    @Test("A time far ahead is refused: it would be the latest value for ever")
    func future() {
        #expect { try item { $0.time = "2027-11-23T08:45:00Z" }.checked(now: Views.start) } throws: {
            ($0 as? SubmissionFault)?.field == "time"
        }
    }

    @Test(
        "Units become the metric's",
        arguments: [("body_weight", "lb", 100, 45.359237), ("body_temperature", "degF", 98.6, 37), ("body_height", "cm", 180, 1.8)])
    func units(metric: String, unit: String, value: Double, expected: Double) throws {
        let metric = try #require(Metric(key: metric))
        #expect(abs((UnitConversion.convert(value, from: unit, to: metric) ?? 0) - expected) < 1e-9)
    }

    @Test("The body of an event comes back as it was, and every cut and flipped byte is refused or harmless")
    func body() throws {
        let items = try (0..<50).map { index in
            try item {
                $0.time = "2026-11-23T08:45:\(String(format: "%02d", index))Z"; $0.value = Double(index)
            }.checked(now: Views.start)
        }
        let body = SubmittedObservations(items).encoded()
        #expect(try SubmittedObservations(decoding: body).items == items)
        for count in 0..<body.count { #expect(throws: (any Error).self) { try SubmittedObservations(decoding: Array(body[..<count])) } }
        for index in body.indices {
            for bit in 0..<8 {
                var other = body
                other[index] ^= 1 << bit
                _ = try? SubmittedObservations(decoding: other)
            }
        }
    }

    @Test(
        "What would be no number in the metric's unit, or no time of ours, is refused, lest the event that holds it be unreadable",
        arguments: ["0000-01-01T00:00:00Z", "0001-01-01T00:00:00+01:00"])
    func extremes(time: String) {
        #expect { try item { $0.time = time }.checked(now: Views.start) } throws: { ($0 as? SubmissionFault)?.field == "time" }
        let large = item { ($0.metric, $0.unit, $0.value) = ("rr_interval", "s", 1e308) }
        #expect { try large.checked(now: Views.start) } throws: { ($0 as? SubmissionFault)?.field == "value" }
    }

    @Test("A value that is no number is refused and kept, and the import goes on", arguments: ["nan", "inf", "1e999", "-1e999", ""])
    func noNumber(value: String) async throws {
        let file = directory + "/values.csv"
        try "time,metric,value\n2026-11-22T10:00:00Z,heart_rate,\(value)\n2026-11-22T10:00:01Z,heart_rate,61\n".write(
            toFile: file, atomically: true, encoding: .utf8)
        let result = try await ImportProgram(dataDirectory: directory, clock: WallClock { Views.start }).csv(
            file, app: "notes", person: "anna", device: nil
        ) { _, _, _ in }
        #expect(result.stored == 1 && result.refused == 1)
    }

    private func views() throws -> Views { try Views(folder) }

    private func shown(_ views: Views, _ metric: Metric) async throws -> [Observation] {
        try await views.project()
        return try await views.values(metric)
    }

    @Test("A CSV file comes in, its bad lines are told and kept, and a second import adds nothing")
    func csv() async throws {
        let file = directory + "/values.csv"
        let lines = (0..<20_000).map {
            "2026-11-22T\(String(format: "%02d:%02d:%02d", $0 / 3600, $0 / 60 % 60, $0 % 60))Z,heart_rate,\(60 + $0 % 40)"
        }
        try ("time,metric,value\n" + lines.joined(separator: "\n") + "\n\"2026-11-22T10:00:00Z\",mood,1\n").write(
            toFile: file, atomically: true, encoding: .utf8)
        let program = ImportProgram(dataDirectory: directory, clock: WallClock { Views.start })
        let first = try await program.csv(file, app: "notes", person: "anna", device: "Watch, \"old\"") { _, _, _ in }
        #expect(first.stored == 20_000 && first.repeated == 0 && first.refused == 1)
        #expect(first.faults.first?.hasPrefix("line 20002: metric") == true)
        let second = try await program.csv(file, app: "notes", person: "anna", device: "Watch, \"old\"") { _, _, _ in }
        #expect(second.stored == 0 && second.repeated == 20_000)
        let views = try views()
        let page = try await shown(views, .heartRate)
        #expect(page.count == 10_000 && page[0].device.description == "Watch, \"old\"")
        #expect(try await QuarantineProgram(dataDirectory: directory).list().map(\.from) == ["notes"])
    }

    @Test("A longer export of the same brings only what is new")
    func longer() async throws {
        func write(_ count: Int) throws -> String {
            let file = directory + "/\(count).csv"
            let lines = (0..<count).map {
                "2026-11-2\(1 + $0 / 86_400)T\(String(format: "%02d:%02d:%02d", $0 / 3600 % 24, $0 / 60 % 60, $0 % 60))Z;heart_rate;\(60 + $0 * 7 % 40)"
            }
            try ("time;metric;value\n" + lines.joined(separator: "\n")).write(toFile: file, atomically: true, encoding: .utf8)
            return file
        }
        let program = ImportProgram(dataDirectory: directory, clock: WallClock { Views.start })
        _ = try await program.csv(write(40_000), app: "notes", person: "anna", device: nil) { _, _, _ in }
        let more = try await program.csv(write(45_000), app: "notes", person: "anna", device: nil) { _, _, _ in }
        // The last event of the shorter file ended where the file did.
        #expect(more.repeated > 25_000 && more.stored < 20_000)
        let views = try views()
        try await views.project()
        let rollups = try await views.pool.read { db in
            try ObservationStore(db).rollups(
                RollupQuery(
                    person: PersonID("anna"), metric: .heartRate, isSimulated: false, from: .first, to: Views.start, resolution: .day))
        }
        #expect(rollups.map(\.rollup.count).reduce(0, +) == 45_000)
    }

    @Test("An export of Apple Health comes in, in our units, with its time zone; what has no metric is counted")
    func appleHealth() async throws {
        let file = directory + "/export.xml"
        try """
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE HealthData [<!ELEMENT HealthData (Record*)><!ATTLIST Record type CDATA #REQUIRED>]>
        <HealthData locale="de_DE">
         <Record type="HKQuantityTypeIdentifierHeartRate" sourceName="Annas Apple&#xA0;Watch" unit="count/min" startDate="2023-01-05 08:12:33 +0100" endDate="2023-01-05 08:12:33 +0100" value="72"><MetadataEntry key="a" value="b"/></Record>
         <Record type="HKQuantityTypeIdentifierOxygenSaturation" sourceName="W" unit="%" startDate="2023-01-05 08:13:00 +0100" endDate="2023-01-05 08:13:00 +0100" value="0.97"/>
         <Record type="HKQuantityTypeIdentifierBodyMass" sourceName="W" unit="lb" startDate="2023-01-05 08:14:00 -0500" endDate="2023-01-05 08:14:00 -0500" value="150"/>
         <Record type="HKQuantityTypeIdentifierStepCount" sourceName="W" unit="count" startDate="2023-01-05 08:14:00 -0500" endDate="2023-01-05 08:14:00 -0500" value="150"/>
         <Record type="HKQuantityTypeIdentifierHeartRate" sourceName="W" unit="count/min" startDate="never" value="72"/>
        </HealthData>
        """.write(toFile: file, atomically: true, encoding: .utf8)
        let program = ImportProgram(dataDirectory: directory, clock: WallClock { Views.start })
        let result = try await program.appleHealth(file, person: "anna") { _, _, _ in }
        #expect(result.stored == 3 && result.refused == 1 && result.skipped == ["HKQuantityTypeIdentifierStepCount": 1])
        let views = try views()
        let rates = try await shown(views, .heartRate)
        #expect(rates.map(\.value) == [72] && rates.map(\.utcOffsetMinutes) == [60])
        #expect(rates.map(\.time) == [Timestamp("2023-01-05T07:12:33Z")])
        #expect(try await views.values(.oxygenSaturation).map(\.value) == [97])
        #expect(try await abs(views.values(.bodyWeight)[0].value - 68.0388555) < 1e-6)
    }

    @Test("A file that is no XML says where")
    func notXML() async throws {
        let file = directory + "/export.xml"
        try "<HealthData><Record".write(toFile: file, atomically: true, encoding: .utf8)
        await #expect(throws: AppleHealthError.self) {
            try await ImportProgram(dataDirectory: directory).appleHealth(file, person: "anna") { _, _, _ in }
        }
    }

    @Test("What was refused for a reason that is gone is taken in at another try")
    func retry() async throws {
        let log = try SQLiteLog(file: directory + "/events.sqlite")
        let good = item()
        try await log.quarantine([
            RefusedMessage(
                gateway: try GatewayID("notes"), topic: QuarantineTopic.file, received: Views.start, reason: "as an older version said",
                body: JSON.bytes(good)),
            RefusedMessage(
                gateway: try GatewayID("notes"), topic: QuarantineTopic.file, received: Views.start, reason: "bad",
                body: JSON.bytes(item { $0.metric = "mood" })),
        ])
        let result = try await QuarantineProgram(dataDirectory: directory, clock: WallClock { Views.start }).retry([])
        #expect(result.taken == 1 && result.refused == 1)
        #expect(try await shown(views(), .bloodGlucose).count == 1)
        #expect(try await log.quarantined().map(\.message.reason) == ["bad"])
    }
}
