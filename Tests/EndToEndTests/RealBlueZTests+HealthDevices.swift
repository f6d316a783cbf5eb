// Meters and cuffs through the real BlueZ: what the device showed is what is stored. One after the other with the straps: a virtual
// machine is enough work for this one.

import Foundation
import TestSupport
import Testing

extension RealBlueZTests {
    @Suite("Health devices")
    struct HealthDevices {
        struct Page: Decodable {
            struct Item: Decodable {
                let time: String
                let value: Double
                let quality: String
            }
            let observations: [Item]
        }

        static func address(_ number: Int) -> String { "C0:00:00:00:02:0" + String(number, radix: 16, uppercase: true) }

        /// The virtual machine's clock is the host's, but no time service says so in there; a gateway sets devices by a clock it can trust only.
        private static let trustClock = """
            python3 -c 'import ctypes, struct
            mode = struct.pack("=Ixxxxqqqqixxxx", 0x14, 0, 0, 0, 0, 0)
            ctypes.CDLL("libc.so.6").adjtimex(ctypes.create_string_buffer(mode, 256))'

            """

        static func gateway(_ site: Site, devices: [Int]) -> String {
            let arguments =
                ["run", "--broker", "10.0.2.2:\(site.broker.port)", "--gateway", Site.gateway, "--state-dir", "/tmp/gateway"]
                + devices.flatMap { ["--device", address($0)] }
            return trustClock
                + "VITALFLOW_ALLOW_UNSEALED=yes exec \(RepositoryPath.program("vitalflow-edge")) \(arguments.joined(separator: " "))"
        }

        static func observations(_ site: Site, _ metric: String) async throws -> [Page.Item] {
            let answer = try await HTTP.get(
                "http://127.0.0.1:\(site.httpPort)/v1/people/anna/observations?metric=\(metric)&limit=1000&from=2000-01-01T00:00:00Z")
            try #require(answer.status == 200, "\(metric): \(answer.status) \(answer.text)")
            return try JSONDecoder().decode(Page.self, from: Data(answer.text.utf8)).observations
        }

        static func values(_ site: Site, _ metric: String) async throws -> [Double] {
            try await observations(site, metric).map(\.value)
        }

        @Test("A cuff, a thermometer and an oximeter: what they showed is stored, measured live or while away")
        func bedside() async throws {
            let site = try await Site(assignments: [1, 3, 4].map { Self.address($0) + "=anna" })
            try site.startCollector()
            let radio = try await VirtualRadio(["--device", "cuff", "--device", "oximeter", "--device", "thermometer"])
            // Taken before anybody was connected: the cuff hands it over on connecting.
            try await radio.command("measure cuff 151 92 61 irregular")
            let machine = try radio.machine(running: Self.gateway(site, devices: [1, 3, 4]), sharing: site.folder.path, limit: 240)
            try await Eventually.holds("all three are connected", within: 120) {
                try #require(machine.isRunning, "the machine ended: \(machine.printed.suffix(3000))")
                return machine.printed.matches(of: #/info connected characteristics/#).count == 3
            }
            try await radio.command("measure cuff 131 85 72")
            try await radio.command("measure thermometer 38.4 ear")
            try await radio.command("measure oximeter 93 77")
            try await radio.command("start oximeter 2")
            try await Eventually.holds("the values are stored", within: 60) {
                let pressures = try await Self.values(site, "systolic_pressure")
                let temperatures = try await Self.values(site, "body_temperature")
                let saturations = try await Self.values(site, "oxygen_saturation")
                return pressures.count == 2 && temperatures.count == 1 && saturations.count >= 5
            }
            #expect(try await Self.values(site, "systolic_pressure") == [151, 131])
            #expect(try await Self.values(site, "diastolic_pressure") == [92, 85])
            #expect(try await Self.observations(site, "systolic_pressure").map(\.quality) == ["questionable", "good"])
            #expect(try await Self.values(site, "body_temperature") == [38.4])
            #expect(try await Self.values(site, "oxygen_saturation").contains(93))
            _ = try await machine.terminate()
            try await radio.end()
            try await site.end()
        }

        @Test(
            "A scale tells after consent: the user that was paired, measured while away and live; a Polar sensor streams its electrocardiogram"
        )
        func scaleAndPolar() async throws {
            let site = try await Site(assignments: [5, 6].map { Self.address($0) + "=anna" })
            try site.startCollector()
            let radio = try await VirtualRadio(["--device", "scale", "--device", "polar"])
            try await radio.command("measure scale 1 71.5")
            let pair =
                "echo 1234 | \(RepositoryPath.program("vitalflow-edge")) pair --user 1 \(Self.address(5)) --state-dir /tmp/gateway || exit 11\n"
            let machine = try radio.machine(
                running: pair + Self.gateway(site, devices: [5, 6]), sharing: site.folder.path, limit: 240)
            try await Eventually.holds("consent and stream", within: 120) {
                try #require(machine.isRunning, "the machine ended: \(machine.printed.suffix(3000))")
                return machine.printed.contains("consent given") && machine.printed.contains("electrocardiogram started")
            }
            try await radio.command("measure scale 1 71.25")
            try await Eventually.holds("the weights are stored", within: 60) { try await Self.values(site, "body_weight").count == 2 }
            #expect(try await Self.values(site, "body_weight") == [71.5, 71.25])
            try await Eventually.holds("the composition is stored, each once", within: 60) {
                try await Self.values(site, "body_fat_percentage").count == 2
            }
            #expect(!machine.printed.contains("1234"))
            let data = "fb005c82-02e7-f387-1cad-8acd2d8df0c8"
            try await Eventually.holds("some seconds of electrocardiogram", within: 60) {
                try radio.sent(data)[Self.address(6)]?.count ?? 0 >= 10
            }
            try await radio.command("vanish polar")
            let sent = try radio.sent(data)[Self.address(6)]?.count
            try await Eventually.holds("every frame that was sent is in the event log", within: 60) {
                try await site.frames(data).count == sent
            }
            // Each sample is an observation: 10 octets of header, then 24 bits a sample.
            let frames = try radio.sent(data)[Self.address(6), default: []]
            let samples = frames.flatMap { frame -> [Double] in
                let bytes = stride(from: 0, to: frame.count, by: 2).compactMap { UInt8(frame.dropFirst($0).prefix(2), radix: 16) }
                return stride(from: 10, to: bytes.count, by: 3).map { at in
                    Double(Int32(bytes[at]) << 8 | Int32(bytes[at + 1]) << 16 | Int32(bytes[at + 2]) << 24) / 256
                }
            }
            try await Eventually.holds("its samples are observations", within: 60) {
                try await Self.values(site, "electrocardiogram").count == min(samples.count, 1000)
            }
            #expect(try await Self.values(site, "electrocardiogram") == Array(samples.prefix(1000)))
            _ = try await machine.terminate()
            try await radio.end()
            try await site.end()
        }

        @Test("A glucose meter whose clock is wrong, interrupted at every record and after the last: all fifty once, at the right time")
        func meter() async throws {
            let site = try await Site(assignments: [Self.address(2) + "=anna"])
            try site.startCollector()
            let radio = try await VirtualRadio(["--device", "meter", "--clock-offset", "-7200"])
            try await radio.command("drop meter 1")
            let machine = try radio.machine(running: Self.gateway(site, devices: [2]), sharing: site.folder.path, limit: 560)
            // Each report ends with the link after one more record; the last one before its answer.
            for record in 1...50 {
                try await Eventually.holds("record \(record) is handed over and its link lost", within: 120) {
                    try #require(machine.isRunning, "the machine ended: \(machine.printed.suffix(3000))")
                    return try radio.sent("2a18")[Self.address(2)]?.count ?? 0 >= record
                        && machine.printed.matches(of: #/link lost/#).count >= record
                }
                try await radio.command(record < 50 ? "drop meter 1" : "drop meter off")
            }
            try await Eventually.holds("everything is fetched", within: 120) { machine.printed.contains("outcome=\"complete") }
            let numbers: [Int] = (1...50).filter { !$0.isMultiple(of: 17) }
            let expected: [Double] = numbers.map { Double(80 + ($0 * 7) % 120) }
            try await Eventually.holds("all records are stored", within: 60) {
                try await Self.values(site, "blood_glucose").count >= expected.count
            }
            let stored = try await Self.observations(site, "blood_glucose")
            #expect(stored.map(\.value) == expected)
            // Every third record has a context with a meal.
            #expect(try await Self.values(site, "carbohydrate_intake").count == 16)
            // By the meter's clock they are four hours apart up to the start of the test; by ours they were two hours later.
            let formatter = ISO8601DateFormatter()
            formatter.formatOptions = [.withInternetDateTime, .withFractionalSeconds]
            let newest = try #require(stored.last)
            let last = try #require(formatter.date(from: newest.time))
            #expect(abs(last.timeIntervalSinceNow + 4 * 3600) < 600, "the last record is of \(last)")
            #expect(machine.printed.contains("outcome=\"set(left: "))
            _ = try await machine.terminate()
            try await radio.end()
            try await site.end()
        }
    }
}
