// A million people's detectors in one file, as the collector stores them: how large, how quick to write, and to go on with.

import Collector
import Conditions
import Foundation
import GRDB
import TestSupport
import Vitals

/// `detection-benchmark people COUNT FILE`.
enum StoredPeople {
    /// So many different hours of a heart; each is stored for many people.
    private static let hearts = 200
    private static let transaction = 1000
    private static let readAgain = 10_000

    static func run(count: Int, file: String) throws {
        let monitors = try (0..<hearts).map(monitor)
        let queue = try DatabaseQueue(path: file)
        try queue.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL")
            try db.execute(sql: "CREATE TABLE person_state (person TEXT PRIMARY KEY, state BLOB NOT NULL) STRICT, WITHOUT ROWID")
        }
        let writing = try ContinuousClock().measure {
            for start in stride(from: 0, to: count, by: transaction) {
                try queue.write { db in
                    let insert = try db.cachedStatement(sql: "INSERT INTO person_state VALUES (?, ?)")
                    for person in start..<min(start + transaction, count) {
                        try insert.execute(arguments: [name(person), Data(try StateCoding.bytes(monitors[person % hearts]))])
                    }
                }
                if start % 100_000 == 0 { FileHandle.standardError.write(Data("\(start) of \(count) people\n".utf8)) }
            }
        }
        var random = SeededGenerator(seed: 2)
        var same = 0
        let reading = try ContinuousClock().measure {
            for _ in 0..<min(readAgain, count) {
                let person = Int.random(in: 0..<count, using: &random)
                let state = try queue.read { db in
                    try Data.fetchOne(
                        db.cachedStatement(sql: "SELECT state FROM person_state WHERE person = ?"), arguments: [name(person)])
                }
                let monitor = try StateCoding.value(PersonMonitor.self, from: [UInt8](state ?? Data()))
                if monitor == monitors[person % hearts] { same += 1 }
            }
        }
        try queue.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
        let bytes = try FileManager.default.attributesOfItem(atPath: file)[.size] as? Int ?? 0
        DetectionBenchmark.line("state of \(count) people, stored, each", Double(bytes) / Double(count), "bytes")
        DetectionBenchmark.line("state of \(count) people, storing, each", writing.inSeconds / Double(count) * 1e9, "ns")
        DetectionBenchmark.line("state of any of them, read, each", reading.inSeconds / Double(min(readAgain, count)) * 1e9, "ns")
        DetectionBenchmark.line("read states that were not as stored", Double(min(readAgain, count) - same), "people")
        DetectionBenchmark.line("memory of the process", Double(try DetectionBenchmark.residentBytes()), "bytes")
    }

    private static func name(_ person: Int) -> String { "person-\(person)" }

    /// Some minutes of a heart of its own.
    private static func monitor(_ seed: Int) throws -> PersonMonitor {
        var random = SeededGenerator(seed: UInt64(seed))
        let (person, gateway) = (try PersonID("anna"), try GatewayID("home"))
        let device = DeviceID.named(try DeviceName("strap"))
        var monitor = PersonMonitor(person: person)
        var time = Timestamp(milliseconds: 1_790_000_000_000)
        let mean = Double.random(in: 500...1100, using: &random)
        for _ in 0..<600 {
            let interval = (mean + Double.random(in: -60...60, using: &random)).rounded()
            time = time + .milliseconds(interval)
            for (metric, value) in [(Metric.rrInterval, interval), (.heartRate, (60_000 / interval).rounded())] {
                _ = monitor.observe(
                    Observation(
                        person: person, device: device, gateway: gateway, metric: metric, time: time, timeQuality: .synchronized,
                        value: value,
                        quality: .good, isSimulated: false, source: FrameReference(offset: 0, frame: 0, part: 0)), received: time)
            }
        }
        return monitor
    }
}
