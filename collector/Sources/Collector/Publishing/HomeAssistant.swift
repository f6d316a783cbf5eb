// Home Assistant finds people by itself: their values and alarms, without a line of YAML there.

import Alarms
import Uplink
import Vitals

/// The discovery messages of MQTT devices. Source: home-assistant.io, MQTT integration, Device discovery payload.
struct HomeAssistant: Sendable {
    let prefix: String
    let topics: Topics

    static let prefixDefault = "homeassistant"
    /// Home Assistant says `online` here when it has started, and has forgotten what was not retained.
    var statusTopic: String { prefix + "/status" }

    private struct Discovery: Encodable {
        struct Device: Encodable {
            let identifiers: [String]
            let name: String
            let manufacturer: String
        }

        struct Origin: Encodable {
            let name: String
            let softwareVersion: String

            private enum CodingKeys: String, CodingKey {
                case name
                case softwareVersion = "sw_version"
            }
        }

        let device: Device
        let origin: Origin
        let components: [String: Component]
        let qos: Int
    }

    struct Component: Encodable {
        let platform: String
        let uniqueID: String
        let name: String
        let stateTopic: String
        let valueTemplate: String
        var unit: String?
        var deviceClass: String?
        var stateClass: String?
        var attributesTopic: String?
        var attributesTemplate: String?

        private enum CodingKeys: String, CodingKey {
            case platform, name
            case uniqueID = "unique_id"
            case stateTopic = "state_topic"
            case valueTemplate = "value_template"
            case unit = "unit_of_measurement"
            case deviceClass = "device_class"
            case stateClass = "state_class"
            case attributesTopic = "json_attributes_topic"
            case attributesTemplate = "json_attributes_template"
        }
    }

    /// Whether an identifier can stand in a topic of Home Assistant: letters, digits, - and _.
    private static func id(_ text: String) -> String { text.replacing(".", with: "_dot_") }

    func topic(_ person: PersonID) -> String { "\(prefix)/device/vitalflow_\(Self.id(person.text))/config" }

    /// A device for a person: a sensor for each metric, and for each priority whether an alarm is on.
    func discovery(of person: PersonID, _ metrics: Set<Metric>) -> [UInt8] {
        let id = "vitalflow_" + Self.id(person.text)
        var components: [String: Component] = [:]
        for metric in metrics { components[metric.key] = sensor(of: person, id, metric) }
        for priority in AlarmPriority.allCases { components["alarm_" + priority.rawValue] = alarm(of: person, id, priority) }
        return JSON.bytes(
            Discovery(
                device: Discovery.Device(identifiers: [id], name: person.text, manufacturer: "VitalFlow"),
                origin: Discovery.Origin(name: "VitalFlow", softwareVersion: SoftwareVersion.current), components: components, qos: 1))
    }

    private func sensor(of person: PersonID, _ id: String, _ metric: Metric) -> Component {
        let (unit, deviceClass) = Self.unit(of: metric)
        return Component(
            platform: "sensor", uniqueID: "\(id)_\(metric.key)", name: metric.name, stateTopic: topics.latest(person, metric),
            valueTemplate: "{{ value_json.value }}", unit: unit, deviceClass: deviceClass,
            stateClass: metric.aggregation == .sample || metric.aggregation == .event ? "measurement" : nil)
    }

    private func alarm(of person: PersonID, _ id: String, _ priority: AlarmPriority) -> Component {
        let chosen = "value_json | selectattr('priority', 'eq', '\(priority.rawValue)') | list"
        return Component(
            platform: "binary_sensor", uniqueID: "\(id)_alarm_\(priority.rawValue)", name: "Alarm, \(priority.rawValue)",
            stateTopic: topics.activeAlarms(person), valueTemplate: "{{ 'ON' if \(chosen) | count > 0 else 'OFF' }}",
            deviceClass: "problem", attributesTopic: topics.activeAlarms(person),
            attributesTemplate: "{{ {'alarms': \(chosen) | map(attribute='text') | list} | tojson }}")
    }

    /// As Home Assistant writes units, and the class where it has one for the quantity and takes the unit.
    private static func unit(of metric: Metric) -> (unit: String?, deviceClass: String?) {
        switch metric {
        case .heartRate, .restingHeartRate: ("bpm", nil)
        case .batteryLevel: ("%", "battery")
        case .bodyWeight: ("kg", "weight")
        case .bloodGlucose: ("mg/dL", "blood_glucose_concentration")
        default:
            switch metric.unit {
            case "Cel": ("°C", "temperature")
            case "mm[Hg]": ("mmHg", nil)
            case "1": (nil, nil)
            default: (metric.unit, nil)
            }
        }
    }
}
