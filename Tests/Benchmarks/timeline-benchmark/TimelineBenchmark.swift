// What a person's heart rate costs on the disk, and what asking for it costs in time.

import Foundation
import GRDB
import Timeline
import Vitals

@main
enum TimelineBenchmark {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 3, let days = Int(arguments[2]), days > 0 else {
            print("say: FOLDER DAYS")
            exit(2)
        }
        let file = arguments[1] + "/timeline.sqlite"
        let person = try PersonID("anna")
        let wall = ContinuousClock()
        let filling = try wall.measure { try fill(file, person, days: days) }
        let samples = Double(days * HeartRate.samplesOfDay)
        report("timeline insert", samples / filling.inSeconds, "observations/s")
        let bytes = try FileManager.default.attributesOfItem(atPath: file)[.size] as? Int ?? 0
        report("timeline bytes", Double(bytes) / samples, "B/sample", goal: 3)
        for isCold in [true, false] {
            let name = isCold ? "cold" : "warm"
            let queries: [(name: String, count: Int, goal: Double, run: (ObservationStore, Int) throws -> Int)] = [
                ("daily summary", 200, 50, { try summary(person, of: $1 % days, in: $0) }),
                ("hour raw", 200, 20, { try hour(person, $1 % (days * 24), in: $0) }),
                ("\(days) days in 1000 points", 20, 50, { store, _ in try points(person, days: days, in: store) }),
            ]
            for (query, count, goal, run) in queries {
                var times: [Double] = []
                let warm = try isCold ? nil : open(file)
                for index in 0..<count {
                    // Spread over the whole time.
                    let place = index * 7919
                    if isCold { forget(file) }
                    let pool = try warm ?? open(file)
                    let time = try wall.measure { _ = try pool.read { db in try run(ObservationStore(db), place) } }
                    times.append(time.inSeconds * 1000)
                }
                times.sort()
                report("timeline \(query), \(name): median", times[count / 2], "ms")
                report("timeline \(query), \(name): p95", times[count * 95 / 100], "ms", goal: goal)
            }
        }
        report("timeline memory", Double(peakMemory()), "kB")
    }

    private static func open(_ file: String) throws -> DatabasePool {
        let pool = try DatabasePool(path: file)
        var migrator = DatabaseMigrator()
        TimelineSchema.register(in: &migrator)
        try migrator.migrate(pool)
        return pool
    }

    /// A day in transactions of an hour, as a backlog would come; then the day's hours become whole.
    private static func fill(_ file: String, _ person: PersonID, days: Int) throws {
        let pool = try open(file)
        var heart = try HeartRate(of: person)
        for _ in 0..<days {
            for _ in 0..<24 {
                let observations = heart.nextHour()
                try pool.write { db in try ObservationStore(db).insert(observations, at: HeartRate.start) }
            }
            try pool.write { db in try ObservationStore(db).compactAll() }
        }
        try pool.writeWithoutTransaction { db in _ = try db.checkpoint(.truncate) }
        try pool.close()
    }

    /// Out of the kernel's cache.
    private static func forget(_ file: String) {
        let descriptor = unsafe Foundation.open(file, O_RDONLY)
        defer { close(descriptor) }
        _ = posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED)
    }

    private static func summary(_ person: PersonID, of day: Int, in store: ObservationStore) throws -> Int {
        let from = HeartRate.start + .seconds(day * 86_400)
        return try store.rollups(
            RollupQuery(person: person, metric: .heartRate, isSimulated: false, from: from, to: from + .seconds(86_400), resolution: .day)
        ).count
    }

    private static func hour(_ person: PersonID, _ hour: Int, in store: ObservationStore) throws -> Int {
        let from = HeartRate.start + .seconds(hour * 3600)
        return try store.page(
            ObservationQuery(person: person, metric: .heartRate, from: from, to: from + .seconds(3600), limit: 10_000)
        ).observations.count
    }

    private static func points(_ person: PersonID, days: Int, in store: ObservationStore) throws -> Int {
        try store.rollups(
            RollupQuery(
                person: person, metric: .heartRate, isSimulated: false, from: HeartRate.start,
                to: HeartRate.start + .seconds(days * 86_400), pointsMax: 1000)
        ).count
    }

    private static func peakMemory() -> Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        return status.split(separator: "\n").first { $0.hasPrefix("VmHWM") }.flatMap { line in
            Int(line.filter(\.isNumber))
        } ?? 0
    }

    /// `goal`: what we ask for.
    private static func report(_ benchmark: String, _ value: Double, _ unit: String, goal: Double? = nil) {
        func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
        let limit = goal.map { "\($0), \"limit_name\": \"what we ask for\", \"ratio\": \(rounded(value / $0))" }
        print(
            "{\"benchmark\": \"\(benchmark)\", \"value\": \(rounded(value)), \"unit\": \"\(unit)\", \"limit\": "
                + (limit ?? "null, \"limit_name\": null, \"ratio\": null") + "}")
    }
}
