import Conditions
import Foundation
import MQTT
import TestSupport
import Testing
import Uplink
import Vitals

@testable import Collector

@Suite("Home Assistant and commands over MQTT")
struct HomeAssistantTests {
    /// What its documentation asks of a device and of each component: names, and what a class of sensor takes.
    private static func fault(of payload: [String: Any]) -> String? {
        guard let device = payload["device"] as? [String: Any], (device["identifiers"] as? [String])?.isEmpty == false else {
            return "device"
        }
        guard (payload["origin"] as? [String: Any])?["name"] is String else { return "origin" }
        guard let components = payload["components"] as? [String: [String: Any]], !components.isEmpty else { return "components" }
        let known: Set = [
            "platform", "unique_id", "name", "state_topic", "value_template", "unit_of_measurement", "device_class", "state_class",
            "json_attributes_topic", "json_attributes_template",
        ]
        let units = ["temperature": ["°C"], "battery": ["%"], "weight": ["kg"], "blood_glucose_concentration": ["mg/dL"]]
        var ids: Set<String> = []
        for (name, component) in components {
            if !Set(component.keys).isSubset(of: known) { return "\(name): unknown \(Set(component.keys).subtracting(known))" }
            guard let id = component["unique_id"] as? String, ids.insert(id).inserted, component["state_topic"] is String else {
                return name
            }
            switch component["platform"] as? String {
            case "sensor":
                if let chosen = component["device_class"] as? String,
                    units[chosen]?.contains(component["unit_of_measurement"] as? String ?? "") != true
                {
                    return "\(name): \(chosen) in \(component["unit_of_measurement"] ?? "nothing")"
                }
                if let state = component["state_class"] as? String, state != "measurement" { return "\(name): \(state)" }
            case "binary_sensor": if component["device_class"] as? String != "problem" { return "\(name): class" }
            default: return "\(name): platform"
            }
        }
        return nil
    }

    @Test("A person with every metric of the catalogue is a device as the documentation describes it")
    func schema() throws {
        let topics = Topics.standard
        let assistant = HomeAssistant(prefix: "homeassistant", topics: topics)
        let person = try PersonID("anna.b")
        #expect(assistant.topic(person) == "homeassistant/device/vitalflow_anna_dot_b/config")
        let json = assistant.discovery(of: person, Set(Metric.all))
        let payload = try #require(try JSONSerialization.jsonObject(with: Data(json)) as? [String: Any])
        #expect(Self.fault(of: payload) == nil)
        #expect((payload["components"] as? [String: Any])?.count == Metric.all.count + 4)
        let text = String(decoding: json, as: UTF8.self)
        #expect(text.contains("vitalflow/v1/person/anna.b/heart_rate") && text.contains("vitalflow/v1/alarm/anna.b/active"))
    }

    @Test(
        "A collector announces whom it hears of, announces them again when Home Assistant has started, and obeys a command with its token alone"
    )
    func live() async throws {
        let broker = try await Broker()
        let folder = try TemporaryFolder()
        let subscriber = try ChildProcess(
            try #require(ChildProcess.find("mosquitto_sub")),
            ["-p", "\(broker.port)", "-t", "homeassistant/#", "-t", "vitalflow/v1/alarm/+/reply", "-F", "%t %p"],
            output: folder.path + "/heard")
        @Sendable func say(_ topic: String, _ payload: String) async throws {
            let process = try ChildProcess(
                try #require(ChildProcess.find("mosquitto_pub")), ["-p", "\(broker.port)", "-q", "1", "-t", topic, "-m", payload],
                output: folder.path + "/said")
            #expect(try await process.exitStatus() == 0)
        }
        @Sendable func heard(_ text: String) -> Int { subscriber.printed.split(separator: "\n").count { $0.contains(text) } }
        try await RunningCollector.with(broker, folder: folder, homeAssistantPrefix: "homeassistant", token: "0123456789abcdef") {
            collector in
            try await collector.becomesReady()
            let body = folder.path + "/body"
            try
                #"{"source":"notes","observations":[{"person":"anna","metric":"heart_rate","time":"\#(WallClock.system.now())","value":70}]}"#
                .write(toFile: body, atomically: true, encoding: .utf8)
            let answer = try await HTTPExchange.post(
                "http://\(collector.address)/v1/observations", body: body,
                headers: ["Content-Type: application/json", "Authorization: Bearer 0123456789abcdef"])
            #expect(answer.status == 201, "\(answer.text)")
            try await Eventually.holds("anna is announced") { heard("homeassistant/device/vitalflow_anna/config") == 1 }
            try await say("homeassistant/status", "online")
            try await Eventually.holds("anna is announced again") { heard("homeassistant/device/vitalflow_anna/config") == 2 }
            try await say("vitalflow/v1/alarm/anna/command", #"{"action":"silence","seconds":60,"by":"eva","reason":"x","token":"wrong"}"#)
            try await Eventually.holds("a command with another token is refused") { heard(#""ok":false"#) == 1 }
            try await say("vitalflow/v1/alarm/anna/command", "{")
            try await Eventually.holds("nonsense is refused") { heard(#""ok":false"#) == 2 }
            try await say(
                "vitalflow/v1/alarm/anna/command", #"{"action":"silence","seconds":60,"by":"eva","reason":"x","token":"0123456789abcdef"}"#)
            try await Eventually.holds("a command with its token is obeyed") { heard(#""ok":true"#) == 1 }
        }
        _ = try await subscriber.terminate()
    }

    @Test(
        "A link of a notification acknowledges its alarm when it is touched, not when it is only read; another one's, or an old one, does nothing"
    )
    func link() throws {
        let folder = try TemporaryFolder()
        let links = try ActionLinks(dataDirectory: folder.path)
        let now = Views.start
        let token = try links.token(acknowledging: "anna-x-1", by: "eva", at: now)
        #expect(links.action(token, at: now)?.alarm == "anna-x-1")
        #expect(try ActionLinks(dataDirectory: folder.path).action(token, at: now) != nil)
        #expect(links.action(token, at: now + ActionLinks.lasts) == nil)
        let another = try TemporaryFolder()
        #expect(try ActionLinks(dataDirectory: another.path).action(token, at: now) == nil)
        for place in token.indices {
            var other = token
            other.replaceSubrange(place...place, with: token[place] == "A" ? "B" : "A")
            // The last character of Base64 has bits that say nothing.
            if place != token.index(before: token.endIndex) { #expect(links.action(other, at: now) == nil, "\(other)") }
        }
        #expect(
            !token.contains("anna")
                && Data(base64Encoded: token.replacing("-", with: "+").replacing("_", with: "/") + "==")?.range(of: Data("anna".utf8))
                    == nil
        )
        for nonsense in ["", ".", "a.b", String(repeating: "a", count: 5000)] { #expect(links.action(nonsense, at: now) == nil) }
    }
}
