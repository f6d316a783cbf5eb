// Prometheus Alertmanager, which routes on. Source: its API v2, POST /api/v2/alerts (api/v2/openapi.yaml).

import Alarms
import Transfer
import Vitals

struct AlertmanagerChannel: Sendable {
    let url: String

    private struct Alert: Encodable {
        let labels: [String: String]
        let annotations: [String: String]
        let startsAt: String
        let endsAt: String
        let generatorURL: String?
    }

    /// Alertmanager keeps nothing: what is on is told again before this has passed, or counts as over.
    static let holds = Duration.seconds(3 * 3600)

    func request(for message: NotificationMessage) -> TransferRequest {
        let alarms = message.alarms
        let alerts =
            alarms.isEmpty
            ? [
                Alert(
                    labels: labels("VitalFlow", message, message.alarmID), annotations: ["summary": message.title],
                    startsAt: message.created.description, endsAt: end(message, isOver: message.reason == .over), generatorURL: nil)
            ]
            : alarms.map { alarm in
                Alert(
                    labels: labels(alarm.condition, message, alarm.id, simulated: alarm.simulated),
                    annotations: ["summary": message.title, "description": message.body, "text": alarm.text], startsAt: alarm.since,
                    endsAt: end(message, isOver: alarm.state == .off), generatorURL: message.pageURL)
            }
        return .json(url + "/api/v2/alerts", JSON.bytes(alerts))
    }

    /// What tells one alert from another must stay the same until it is over.
    private func labels(_ name: String, _ message: NotificationMessage, _ id: String, simulated: Bool = false) -> [String: String] {
        [
            "alertname": name, "alarm": id, "person": message.person, "priority": message.priority.rawValue, "contact": message.contact,
            "severity": message.priority == .high ? "critical" : message.priority == .medium ? "warning" : "info",
            "simulated": simulated ? "true" : "false",
        ]
    }

    private func end(_ message: NotificationMessage, isOver: Bool) -> String {
        (isOver ? message.created : message.created + Self.holds).description
    }
}
