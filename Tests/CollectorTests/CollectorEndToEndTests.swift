// The whole collector: a real broker, real files, real HTTP.

import Conditions
import Foundation
import GRDB
import MQTT
import TestSupport
import Testing
import Uplink
import Vitals

@testable import Collector

@Suite("The collector as a whole", .serialized)
struct CollectorEndToEndTests {
    private let folder: TemporaryFolder
    private let broker: Broker

    init() async throws {
        folder = try TemporaryFolder()
        broker = try await Broker(keepsMessages: false)
    }

    private var now: Timestamp { WallClock.system.now() }

    @Test("Batches are acknowledged, a restart remembers them, and hello gets what is durable and what is missing")
    func delivery() async throws {
        try await RunningCollector.with(broker, folder: folder) { collector in
            try await collector.becomesReady()
            try await TestGateway.with(broker) { gateway in
                for sequence in [1, 2, 4] as [UInt64] { try gateway.publish(.heartRates(sequence, at: now)) }
                try await Eventually.holds("all are acknowledged") { gateway.acknowledged.ranges == [1...2, 4...4] }
            }
        }
        try await RunningCollector.with(broker, folder: folder) { collector in
            try await collector.becomesReady()
            try await TestGateway.with(broker) { gateway in
                try gateway.publish(.hello, Self.hello(1...5, instance: 1).encoded())
                try await Eventually.holds("the rest is wanted") { gateway.wanted.ranges == [3...3, 5...5] }
                #expect(gateway.acknowledged.ranges == [1...2, 4...4])
            }
        }
    }

    @Test("What a gap accounts for is never wanted, also after a restart, and the gap can be read")
    func gaps() async throws {
        let gap = Gap(
            epoch: TestGateway.epoch, sequences: SequenceRanges(2...4), frames: 3, bytes: 60, first: now, last: now, reason: .diskFull,
            durability: .stream)
        try await RunningCollector.with(broker, folder: folder) { collector in
            try await collector.becomesReady()
            try await TestGateway.with(broker) { gateway in
                try gateway.publish(GapViewTests.batch(1, [gap]))
                try await Eventually.holds("it is acknowledged") { gateway.acknowledged.ranges == [1...1] }
                try await Eventually.holds("the gap is listed") {
                    try await collector.get("/v1/gaps?gateway=ward").text.contains("\"sequences\":\"2-4\"")
                }
                #expect(try await collector.get("/metrics").text.contains("\nvitalflow_frames_lost_total{reason=\"disk_full\"} 3\n"))
                #expect(try await collector.get("/v1/gaps?gateway=a+b").status == 400)
                #expect(try await collector.get("/v1/gaps?after=x").status == 400)
            }
        }
        try await RunningCollector.with(broker, folder: folder) { collector in
            try await collector.becomesReady()
            try await TestGateway.with(broker) { gateway in
                try gateway.publish(.hello, Self.hello(1...5, instance: 1).encoded())
                try await Eventually.holds("only the rest is wanted") { gateway.wanted.ranges == [5...5] }
                #expect(gateway.acknowledged.ranges == [1...1])
            }
        }
    }

    private static func hello(_ range: ClosedRange<UInt64>, instance: UInt64) -> Hello {
        Hello(
            epoch: TestGateway.epoch, held: [EpochRanges(epoch: TestGateway.epoch, ranges: SequenceRanges(range))],
            lastWritten: range.upperBound, software: "test", boot: 7, instance: instance)
    }

    @Test("Of two gateways with one id the later one is told that it is refused; a conflicting batch is counted once")
    func twins() async throws {
        try await RunningCollector.with(broker, folder: folder) { collector in
            try await collector.becomesReady()
            try await TestGateway.with(broker) { gateway in
                for instance in [1, 2, 1] as [UInt64] { try gateway.publish(.hello, Self.hello(1...1, instance: instance).encoded()) }
                let topic = Topics.standard.gateway(try GatewayID("ward"), .refused)
                try await Eventually.holds("the second one is refused") { gateway.messages(topic).count == 1 }
                #expect(try Refusal(decoding: gateway.messages(topic)[0].payload) == Refusal(instance: 2, reason: .idInUse))
                let (time, later) = (now, now + .seconds(1))
                try gateway.publish(.heartRates(1, at: time))
                for _ in 0..<3 { try gateway.publish(.heartRates(1, at: later)) }
                try await Eventually.holds("the metrics tell") {
                    let text = try await collector.get("/metrics").text
                    return text.contains("\nvitalflow_gateways_refused 1\n") && text.contains("\nvitalflow_ingest_conflicts_total 1\n")
                        && text.contains("\nvitalflow_ingest_batches_total{outcome=\"conflicting\"} 3\n")
                }
                try await Eventually.holds("the first one is acknowledged") { gateway.acknowledged.ranges == [1...1] }
            }
        }
    }

    @Test("What is no batch goes to quarantine, is not acknowledged, and costs nothing that is good")
    func malformed() async throws {
        try await RunningCollector.with(broker, folder: folder) { collector in
            try await collector.becomesReady()
            try await TestGateway.with(broker) { gateway in
                try gateway.publish(.batch, [1, 2, 3])
                try gateway.publish(.hello, [0xFF])
                try gateway.publish(.status, Array("no JSON".utf8))
                try gateway.publish(.heartRates(1, at: now))
                try await Eventually.holds("the good one is acknowledged") { gateway.acknowledged.ranges == [1...1] }
                try await Eventually.holds("three are in quarantine") {
                    try await collector.get("/metrics").text.contains("\nvitalflow_quarantine_messages 3\n")
                }
            }
        }
    }

    @Test("An alarm is told once; what the broker did not take is told after it is back, with the same id and revision")
    func alarms() async throws {
        let limits = MonitorLimits.quick
        let batch = try Batch.heartRates(1, at: now, rates: [UInt8](repeating: 150, count: 6))
        let topic = Topics.standard.alarm(try PersonID("anna"), priority: "high")
        let told = try await RunningCollector.with(broker, folder: folder, limits: limits) { collector in
            try await collector.becomesReady()
            return try await TestGateway.with(broker) { gateway in
                try gateway.publish(batch)
                try await Eventually.holds("the alarm is told") { !gateway.messages(topic).isEmpty }
                try await Eventually.holds("and on the retained list") {
                    let lists = gateway.messages(Topics.standard.activeAlarms(try PersonID("anna")))
                    return try lists.last.map { try JSON.value([AlarmMessage].self, from: $0.payload).count } == 1
                }
                try await Eventually.holds("and delivered") {
                    try await collector.get("/metrics").text.contains("\nvitalflow_alarm_outbox_messages 0\n")
                }
                #expect(gateway.messages(topic).count == 1)
                return try JSON.value(AlarmMessage.self, from: gateway.messages(topic)[0].payload).id
            }
        }
        // As a crash between the broker's acknowledgement and its note would leave it.
        let views = try DatabaseQueue(path: folder.path + "/data/views.sqlite")
        try await views.write { db in try db.execute(sql: "UPDATE alarm_revision SET delivered_ms = NULL") }
        try views.close()
        try await broker.killNow()
        try await broker.start()
        // The listener comes first: an alarm that has been told is told to whoever listens then.
        try await TestGateway.with(broker) { gateway in
            try await RunningCollector.with(broker, folder: folder, limits: limits) { _ in
                try await Eventually.holds("the alarm is told again") { !gateway.messages(topic).isEmpty }
                let alarm = try JSON.value(AlarmMessage.self, from: gateway.messages(topic)[0].payload)
                #expect(alarm.revision == 1)
                #expect(alarm.condition == "heart_rate_high")
                #expect(alarm.id == told)
                try await Eventually.holds("the list is on the new broker") {
                    !gateway.messages(Topics.standard.activeAlarms(try PersonID("anna"))).isEmpty
                }
            }
        }
    }

    @Test("A broker that goes away makes the collector not ready, and one that is back makes it ready")
    func readiness() async throws {
        try await broker.killNow()
        try await RunningCollector.with(broker, folder: folder) { collector in
            let answer = try await collector.get("/health/ready")
            #expect(answer.status == 503)
            #expect(answer.text.contains("the broker is not connected"))
            #expect(try await collector.get("/health/live").status == 200)
            try await broker.start()
            try await collector.becomesReady()
            try await broker.killNow()
            try await Eventually.holds("it notices") { try await collector.get("/health/ready").status == 503 }
        }
    }

    @Test("HTTP answers with the right status, in JSON, and says what to do")
    func http() async throws {
        try await RunningCollector.with(broker, folder: folder) { collector in
            try await collector.becomesReady()
            try await TestGateway.with(broker) { gateway in
                try gateway.publish(.heartRates(1, at: now, rates: [70, 71, 72]))
                try await Eventually.holds("anna is known") { try await collector.knowsAnna() }
            }
            let expected = [
                ("/v1/people/anna/observations?metric=heart_rate", 200, ""), ("/v1/people/anna/latest", 200, ""), ("/v1/alarms", 200, ""),
                ("/v1/people/anna/summary?metric=heart_rate", 200, ""),
                ("/v1/people/anna/summary?metric=heart_rate&resolution=day&from=2026-01-01T00:00:00Z", 200, ""),
                ("/v1/people/anna/summary?metric=heart_rate&resolution=week", 400, "bad_resolution"),
                ("/v1/people/anna/summary?metric=heart_rate&resolution=minute&from=2020-01-01T00:00:00Z", 400, "bad_resolution"),
                ("/v1/people/anna/summary?metric=heart_rate&max_points=0", 400, "bad_limit"),
                ("/v1/people/anna/observations", 400, "bad_metric"), ("/v1/people/anna/observations?metric=mood", 400, "bad_metric"),
                ("/v1/people/anna/observations?metric=heart_rate&from=now", 400, "bad_time"),
                ("/v1/people/anna/observations?metric=heart_rate&limit=0", 400, "bad_limit"),
                ("/v1/people/anna/observations?metric=heart_rate&limit=10001", 400, "bad_limit"),
                ("/v1/people/anna/observations?metric=heart_rate&cursor=x", 400, "bad_cursor"),
                ("/v1/people/ben/latest", 404, "not_found"), ("/v1/nothing", 404, "not_found"), ("/nothing.html", 404, "not_found"),
                ("/../data/views.sqlite", 400, "refused"),
            ]
            for (path, status, code) in expected {
                let answer = try await collector.get(path)
                #expect(answer.status == status, "\(path)")
                #expect(code.isEmpty || answer.text.contains("\"code\":\"\(code)\""), "\(path): \(answer.text)")
                #expect(answer.headers["content-security-policy"]?.hasPrefix("default-src 'self'") == true)
                #expect(answer.headers["x-content-type-options"] == "nosniff")
            }
            #expect(try await collector.get("/v1/people", host: "evil.example").status == 421)
            #expect(try await collector.get("/metrics").headers["content-type"]?.hasPrefix("text/plain; version=0.0.4") == true)
            try await pages(collector)
        }
    }

    private func pages(_ collector: RunningCollector) async throws {
        struct Page: Decodable {
            struct Value: Decodable {
                let value: Double
            }
            let observations: [Value]
            let next: String?
        }
        let path = "/v1/people/anna/observations?metric=heart_rate&limit=2"
        let first = try await collector.get(path).json(Page.self)
        #expect(first.observations.map(\.value) == [70, 71])
        let second = try await collector.get(path + "&cursor=\(try #require(first.next))").json(Page.self)
        #expect(second.observations.map(\.value) == [72])
        #expect(second.next == nil)

        struct Summary: Decodable {
            struct Point: Decodable {
                let count: Int
                let min: Double
                let max: Double
                let mean: Double
                let median: Double
            }
            let simulated: Bool
            let seconds: Int
            struct Gap: Decodable {
                let from: String
            }
            let points: [Point]
            let gaps: [Gap]
        }
        let day = try await collector.get("/v1/people/anna/summary?metric=heart_rate&resolution=day&from=2026-01-01T00:00:00Z")
            .json(Summary.self)
        #expect(day.seconds == 86_400 && day.points.map(\.count).reduce(0, +) == 3)
        #expect(day.points.map(\.min).min() == 70 && day.points.map(\.max).max() == 72)
        if day.points.count == 1 { #expect(day.points[0].mean == 71 && day.points[0].median == 71) }
        let nothing = try await collector.get("/v1/people/anna/summary?metric=blood_glucose").json(Summary.self)
        #expect(nothing.points.isEmpty && !nothing.simulated && nothing.gaps.count == 1)
        #expect(day.gaps.first?.from == "2026-01-01T00:00:00.000Z")
    }

    @Test("A live stream begins with the last of everything")
    func snapshot() async throws {
        try await RunningCollector.with(broker, folder: folder) { collector in
            try await collector.becomesReady()
            try await TestGateway.with(broker) { gateway in
                let status = GatewayStatus(online: true, version: "1", simulated: true)
                try gateway.publish(.status, JSON.bytes(status), retain: true)
                try gateway.publish(.heartRates(1, at: now))
                try await Eventually.holds("it is projected") { try await collector.knowsAnna() }
            }
            var text = ""
            try await Eventually.holds("the stream names everything") {
                text = try await HTTPExchange.get("http://\(collector.address)/v1/live", host: nil, seconds: 1).text
                return text.contains("\"metric\":\"heart_rate\"") && text.contains("event: rhythm") && text.contains("event: gateway")
            }
            #expect(text.contains("event: observation\ndata: {"))
            #expect(text.contains("\"gateway\":\"ward\""))
            let own = try await HTTPExchange.get("http://\(collector.address)/v1/people/anna/live", host: nil, seconds: 1).text
            #expect(own.contains("\"metric\":\"heart_rate\"") && own.contains("event: rhythm") && !own.contains("event: gateway"))
            #expect(try await HTTPExchange.get("http://\(collector.address)/v1/people/nobody/live", host: nil, seconds: 1).status == 404)
        }
    }
}

extension MonitorLimits {
    /// A high heart rate is one after two seconds.
    fileprivate static var quick: MonitorLimits {
        var limits = MonitorLimits.standard
        limits.heartRateDelay = .seconds(2)
        return limits
    }
}

extension RunningCollector {
    func knowsAnna() async throws -> Bool {
        try await get("/v1/people").text.contains("{\"person\":\"anna\"}")
    }
}
